import { Button } from '@mantine/core';
import type { Lot } from '@psnb2b/contract';
import {
  ChoiceFilter,
  type Column,
  columnsOf,
  DataList,
  Empty,
  ExportButton,
  FilterBar,
  Link,
  Page,
  Section,
  TextFilter,
  type Tone,
} from '@psnb2b/ui';
import { client, useList } from '../../client.ts';
import { to } from '../../pages.ts';
import { SupplierFilter } from '../../SupplierFilter.tsx';
import { words } from './words.ts';

export const lotTones: Readonly<Record<Lot['status'], Tone>> = {
  importing: 'info',
  held: 'wait',
  complete: 'good',
  discarding: 'neutral',
  discarded: 'neutral',
  recalled: 'bad',
};

const col = columnsOf<Lot>();

const COLUMNS: readonly Column<Lot>[] = [
  col.cell('file', words.file, ({ file_name, supplier }) => (
    <>
      <span className="breaks">{file_name}</span>
      <span className="quiet narrow">{supplier || words.noSupplier}</span>
    </>
  )),
  col.cell(
    'supplier',
    words.supplier,
    ({ supplier }) => supplier || <span className="quiet">{words.noSupplier}</span>,
    { from: 's' },
  ),
  col.status('status', words.status, lotTones, words.statuses),
  col.count('accepted', words.codes, { from: 's' }),
  col.count('unsold', words.unsold, { from: 'm' }),
  col.count('claimed', words.claimed),
  col.count('approved', words.approved, { from: 'm' }),
  col.time('created_at', words.imported, { form: 'day', from: 's' }),
];

/** Lots with the claims on their codes. */
export function LotsPage() {
  const list = useList('/lots', ['q', 'supplier_id', 'status']);
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          <ExportButton url={client.urlOf('/lots/export')} query={list.filters} />
          <Button component={Link} to={to.imports}>
            {words.import}
          </Button>
        </>
      }
    >
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <SupplierFilter list={list} />
          <ChoiceFilter of={list} name="status" label={words.status} choices={words.statuses} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.lot(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}
