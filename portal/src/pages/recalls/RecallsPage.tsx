import type { Recall } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  ExportButton,
  FilterBar,
  Page,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { client, useList } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import { words } from './words.ts';

const col = columnsOf<Recall>();

const COLUMNS = [
  col.cell('recall', words.recall, ({ codes, note }) => (
    <div>
      <div>{words.count(codes)}</div>
      <div className="quiet breaks">{note}</div>
    </div>
  )),
  col.cell('read', words.read, ({ read_at }) =>
    read_at === null ? (
      <StatusBadge tone="bad">{words.unread}</StatusBadge>
    ) : (
      <Time at={read_at} form="ago" />
    ),
  ),
  col.time('noticed_at', words.noticed, { from: 's' }),
];

export function RecallsPage() {
  const list = useList('/recalls', ['unread', 'mode']);
  return (
    <Page acts={<ExportButton url={client.urlOf('/recalls/export')} query={list.filters} />}>
      <Section flush>
        <FilterBar>
          <ChoiceFilter of={list} name="unread" label={words.which} choices={words.choices} />
          <ModeSwitch of={list} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.recall(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}
