import type { StockImport } from '@psnb2b/contract';
import {
  ChoiceFilter,
  type Column,
  columnsOf,
  DataList,
  Empty,
  FilterBar,
  Page,
  Section,
  type Tone,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useList } from '../../client.ts';
import { to } from '../../pages.ts';
import { NewImport } from './NewImport.tsx';
import { words } from './words.ts';

export const importTones: Readonly<Record<StockImport['state'], Tone>> = {
  sending: 'wait',
  waiting: 'info',
  reading: 'info',
  cancelling: 'neutral',
  done: 'good',
  refused: 'bad',
  cancelled: 'neutral',
};

const col = columnsOf<StockImport>();
const COLUMNS: readonly Column<StockImport>[] = [
  col.text('file_name', words.file, { below: ({ supplier }) => supplier || words.noSupplier }),
  col.status('state', words.state, importTones, words.states),
  col.count('accepted', words.accepted),
  col.cell('refused', words.refusedRows, ({ duplicates, rejected }) => duplicates + rejected, {
    align: 'right',
    from: 's',
  }),
  col.time('begun_at', words.begun, { from: 's' }),
];

/** Files of codes that were sent with a browser, and sending another one. */
export function ImportsPage() {
  const list = useList('/imports', ['state']);
  const may = allowed(useMe(), 'beginImport');
  return (
    <Page lead={words.lead}>
      <Section title={words.import} lead={words.importLead}>
        {may.can ? <NewImport /> : <p className="quiet">{may.why}</p>}
      </Section>
      <Section flush>
        <FilterBar>
          <ChoiceFilter of={list} name="state" label={words.state} choices={words.states} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.import(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}
