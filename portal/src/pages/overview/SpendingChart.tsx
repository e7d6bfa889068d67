import type { Spending } from '@psnb2b/contract';
import { Bars, columnsOf, DataTable, Facts, Loaded, Money, moneyText, Section } from '@psnb2b/ui';
import { sumOf } from '../../amounts.ts';
import { useRead } from '../../client.ts';
import type { Mode } from './mode.ts';
import classes from './overview.module.css';
import { words } from './words.ts';

type Day = Spending['days'][number] & { readonly currency: string };

const col = columnsOf<Day>();
const COLUMNS = [
  col.cell('day', words.day, ({ day }) => day),
  col.count('orders', words.count),
  col.count('codes', words.codes),
  col.money('total', words.spent, 'currency'),
];

/** What was spent on each of the last 30 days: bars, and the same figures as a table. */
export function SpendingChart({ mode }: { readonly mode: Mode }) {
  const spending = useRead('/spending', { query: { mode } });
  return (
    <Section title={words.chart} lead={words.utc}>
      <Loaded query={spending}>{(each) => <Figures spending={each} />}</Loaded>
    </Section>
  );
}

function Figures({ spending: { days, currency } }: { readonly spending: Spending }) {
  const [yesterday, today] = days.slice(-2);
  const total = sumOf(
    days.map((day) => day.total),
    today?.total ?? '0',
  );
  const orders = days.reduce((sum, day) => sum + day.orders, 0);
  const facts = [[words.today, today] as const, [words.yesterday, yesterday] as const].flatMap(
    ([label, day]) =>
      day
        ? [
            [
              label,
              <span key={label}>
                {words.orders(day.orders)}, <Money amount={day.total} currency={currency} />
              </span>,
            ] as const,
          ]
        : [],
  );
  return (
    <>
      <Facts facts={facts} />
      <p className={classes.note}>
        {orders === 0 ? words.noneSpent : words.chartSays(total, currency, orders)}
      </p>
      {orders > 0 && (
        <>
          <Bars
            bars={days.map((each, index) => ({
              key: each.day,
              value: Number(each.total),
              title: `${each.day}: ${moneyText(each.total, currency)}`,
              isOpen: index === days.length - 1,
            }))}
          />
          <details className={classes.behind}>
            <summary>{words.table}</summary>
            <DataTable
              label={words.chart}
              rows={days.map((day) => ({ ...day, currency })).toReversed()}
              columns={COLUMNS}
              rowKey={({ day }) => day}
            />
          </details>
        </>
      )}
    </>
  );
}
