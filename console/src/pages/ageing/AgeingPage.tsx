import { Alert, Group, Text } from '@mantine/core';
import type { AgeingLine, AgeingSum } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DataTable,
  dayName,
  Empty,
  ExportButton,
  FilterBar,
  Link,
  Loaded,
  Page,
  Section,
  TextFilter,
} from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { client, useRead, useWhole } from '../../client.ts';
import { to } from '../../pages.ts';
import { words } from './words.ts';

const READ_AGAIN_MS = 60_000;

const col = columnsOf<AgeingLine>();
const COLUMNS = [
  col.cell('partner', words.partner, (line) => <Business line={line} />),
  col.money('uninvoiced', words.uninvoiced, 'currency', { from: 'm' }),
  col.money('not_due', words.notDue, 'currency', { from: 'm' }),
  col.money('days_30', words.days30, 'currency', { from: 'm' }),
  col.money('days_60', words.days60, 'currency', { from: 'm' }),
  col.money('days_90', words.days90, 'currency', { from: 'm' }),
  col.money('older', words.older, 'currency', { from: 'm' }),
  col.money('overdue', words.overdue, 'currency'),
  col.money('owed', words.owed, 'currency'),
];

const sum = columnsOf<AgeingSum>();
const SUMS = [
  sum.cell('currency', words.currency, ({ currency, partners, partners_overdue: overdue }) => (
    <div>
      <div>{currency}</div>
      <div className="quiet">{words.owe(partners, overdue)}</div>
    </div>
  )),
  sum.money('uninvoiced', words.uninvoiced, 'currency', { from: 'm' }),
  sum.money('not_due', words.notDue, 'currency', { from: 'm' }),
  sum.money('days_30', words.days30, 'currency', { from: 'm' }),
  sum.money('days_60', words.days60, 'currency', { from: 'm' }),
  sum.money('days_90', words.days90, 'currency', { from: 'm' }),
  sum.money('older', words.older, 'currency', { from: 'm' }),
  sum.money('overdue', words.overdue, 'currency'),
  sum.money('owed', words.owed, 'currency'),
];

/** What businesses owe, by how late it is. */
export function AgeingPage() {
  const list = useWhole('/ageing', ['q', 'currency', 'show']);
  const isFiltered = Object.keys(list.filters).length > 0;
  return (
    <Page
      lead={words.lead}
      acts={<ExportButton url={client.urlOf('/ageing/export')} query={list.filters} />}
    >
      <Sums />
      <Section title={words.lines} flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter of={list} name="show" label={words.show} choices={words.shows} />
        </FilterBar>
        <DataList
          label={words.lines}
          list={list}
          columns={COLUMNS}
          rowKey={({ partner }) => partner.id}
          empty={
            isFiltered ? (
              <Empty title={words.noneMatches} hint={words.noneMatchesHint} />
            ) : (
              <Empty title={words.none} hint={words.noneHint} />
            )
          }
        />
      </Section>
    </Page>
  );
}

function Sums() {
  const sums = useRead('/ageing/sums', {}, { keep: true, refetchInterval: READ_AGAIN_MS });
  return (
    <Loaded query={sums}>
      {({ sums: rows, agrees }) =>
        rows.length > 0 && (
          <Section title={words.sums} flush>
            {!agrees && <Alert color="red" title={words.differs} />}
            <DataTable
              label={words.sums}
              rows={rows}
              columns={SUMS}
              rowKey={({ currency }) => currency}
            />
            {agrees && (
              <Text size="sm" className="quiet" p="md">
                {words.agrees}
              </Text>
            )}
          </Section>
        )
      }
    </Loaded>
  );
}

function Business({ line }: { readonly line: AgeingLine }) {
  const { partner, oldest_due_on: oldest, overdue_invoices: count, credit_limit: credit } = line;
  const about = { partner_id: partner.id };
  return (
    <div>
      <Link to={to.partner(partner.id)} className="breaks">
        {partner.name}
      </Link>
      <div className="quiet">
        {count > 0 && oldest !== null
          ? words.oldest(dayName(oldest), count)
          : words.creditLimit(credit, line.currency)}
      </div>
      <Group gap="sm">
        <Link to={at(to.documents, about)} aria-label={words.documentsOf(partner.name)}>
          {words.documents}
        </Link>
        <Link to={at(to.statement, about)} aria-label={words.statementOf(partner.name)}>
          {words.statement}
        </Link>
      </Group>
    </div>
  );
}
