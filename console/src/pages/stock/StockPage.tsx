import { Button } from '@mantine/core';
import type { StockLevel } from '@psnb2b/contract';
import {
  type Bulk,
  ChoiceFilter,
  type Column,
  columnsOf,
  DataList,
  DialogButton,
  Empty,
  ExportButton,
  FilterBar,
  groupDigits,
  Link,
  Money,
  Page,
  Section,
  TextFilter,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, client, useList, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { Available } from './Available.tsx';
import { Cover } from './Cover.tsx';
import { Threshold } from './Threshold.tsx';
import { ThresholdsDialog } from './ThresholdsDialog.tsx';
import { manyWords, words } from './words.ts';

const col = columnsOf<StockLevel>();
const COLUMNS: readonly Column<StockLevel>[] = [
  col.mono('id', words.product, {
    below: ({ region_name }) => region_name,
    sorts: ['product_last', 'product'],
  }),
  col.cell(
    'available',
    words.available,
    ({ available, is_low }) => <Available codes={available} isLow={is_low} />,
    { align: 'right' },
  ),
  col.cell('cover', words.cover, (level) => <Cover level={level} />, {
    align: 'right',
    sorts: ['longest', 'shortest'],
  }),
  col.cell('costs', words.cost, (level) => <Costs level={level} />, { align: 'right', from: 'm' }),
  col.time('oldest_at', words.oldest, {
    ...{ form: 'ago', from: 'm', sorts: ['youngest', 'oldest'] },
  }),
  col.cell('expiry', words.expires, (level) => <Expiry level={level} />, {
    ...{ align: 'right', from: 'm', sorts: ['expires_last', 'expires_first'] },
  }),
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
  const me = useMe();
  const list = useList('/stock', ['q', 'level', 'region', 'sort'], { sort: 'product' });
  const regions = useRead('/regions').data?.data ?? []; // nothing: not read yet.
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          <ExportButton url={client.urlOf('/stock/export')} query={list.filters} />
          <DialogButton label={manyWords.title} allowed={allowed(me, 'setStockThresholds')}>
            {(close) => <ThresholdsDialog onClose={close} />}
          </DialogButton>
        </>
      }
    >
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter of={list} name="level" label={words.level} choices={words.levels} />
          <ChoiceFilter
            of={list}
            name="region"
            label={words.region}
            choices={Object.fromEntries(regions.map(({ id, name }) => [id, name]))}
          />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.product(id)}
          {...(allowed(me, 'setStockThresholds').can && {
            bulk: (bulk: Bulk<StockLevel>) => <SetTicked bulk={bulk} />,
          })}
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

/** Sets the threshold of the ticked products; what has one stays ticked no longer, so that the others can have another. */
function SetTicked({ bulk: { rows, hold, done } }: { readonly bulk: Bulk<StockLevel> }) {
  return (
    <DialogButton label={manyWords.open} button={{ size: 'xs', variant: 'filled' }}>
      {(close) => (
        <ThresholdsDialog
          skus={rows.map(({ id }) => id)}
          hold={hold}
          onSet={(set) => {
            for (const row of rows) if (set.has(row.id)) done(row, words.changed);
          }}
          onClose={close}
        />
      )}
    </DialogButton>
  );
}

/** When the first codes expire, and how many do soon. */
function Expiry({ level: { next_expiry, expiring } }: { readonly level: StockLevel }) {
  return (
    <div>
      <Time at={next_expiry} form="day" />
      {expiring > 0 && <div className="quiet">{words.soon(expiring)}</div>}
    </div>
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
