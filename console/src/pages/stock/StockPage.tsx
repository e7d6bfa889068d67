import { Button } from '@mantine/core';
import type { StockLevel } from '@psnb2b/contract';
import {
  ChoiceFilter,
  type Column,
  columnsOf,
  DataList,
  Empty,
  ExportButton,
  FilterBar,
  groupDigits,
  Link,
  Money,
  Page,
  Section,
  StatusBadge,
  TextFilter,
} from '@psnb2b/ui';
import { client, useList } from '../../client.ts';
import { to } from '../../pages.ts';
import { Cover } from './Cover.tsx';
import { Threshold } from './Threshold.tsx';
import { words } from './words.ts';

const col = columnsOf<StockLevel>();
const COLUMNS: readonly Column<StockLevel>[] = [
  col.mono('id', words.product, { below: ({ region_name }) => region_name }),
  col.cell(
    'available',
    words.available,
    ({ available, is_low }) => (
      <span>
        {is_low && (
          <StatusBadge tone="wait" value="low">
            {words.low}
          </StatusBadge>
        )}{' '}
        {groupDigits(available)}
      </span>
    ),
    { align: 'right' },
  ),
  col.cell('cover', words.cover, (level) => <Cover level={level} />, { align: 'right' }),
  col.cell('costs', words.cost, (level) => <Costs level={level} />, { align: 'right', from: 'm' }),
  col.time('oldest_at', words.oldest, { form: 'ago', from: 'm' }),
  col.count('expiring', words.expiring, { from: 'm' }),
  col.cell(
    'threshold',
    words.threshold,
    ({ threshold }) =>
      threshold === null ? (
        <span className="quiet">{words.thresholdNone}</span>
      ) : (
        groupDigits(threshold)
      ),
    { align: 'right', from: 's' },
  ),
  col.acts((level) => <Threshold level={level} />),
];

/** What is for sale of each product, and how long it lasts. */
export function StockPage() {
  const list = useList('/stock', ['q', 'level']);
  return (
    <Page
      lead={words.lead}
      acts={<ExportButton url={client.urlOf('/stock/export')} query={list.filters} />}
    >
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter of={list} name="level" label={words.level} choices={words.levels} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.product(id)}
          empty={
            <Empty
              title={words.none}
              hint={words.noneHint}
              action={
                <Button component={Link} to={to.imports}>
                  {words.import}
                </Button>
              }
            />
          }
        />
      </Section>
    </Page>
  );
}

/** What the codes for sale cost us; one line for each currency. */
export function Costs({ level: { costs } }: { readonly level: StockLevel }) {
  return (
    <div>
      {costs.map(({ currency, amount, unknown }) => (
        <div key={currency}>
          <Money amount={amount} currency={currency} />
          {unknown > 0 && <div className="quiet">{words.unknownCost(unknown)}</div>}
        </div>
      ))}
    </div>
  );
}
