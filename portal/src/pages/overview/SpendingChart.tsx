import type { Spending } from '@psnb2b/contract';
import { columnsOf, DataTable, Facts, groupDigits, Loaded, Money, Section } from '@psnb2b/ui';
import { shareOf, sumOf } from '../../amounts.ts';
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

const HEIGHT = 96;
const BAR = 8;
const GAP = 2;

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
          <Bars days={days} currency={currency} />
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

/** Drawn for the eye only: the table below it is for everybody. */
function Bars({ days, currency }: Pick<Spending, 'days' | 'currency'>) {
  const most = days.reduce((max, { total }) => Math.max(max, Number(total)), 0);
  const width = days.length * (BAR + GAP) - GAP;
  return (
    <svg
      className={classes.bars}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {days.map(({ day, total }, index) => {
        const height = Math.max(1, shareOf(total, String(most)) * HEIGHT);
        return (
          <rect
            key={day}
            x={index * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            data-today={index === days.length - 1}
          >
            <title>{`${day}: ${groupDigits(total)} ${currency}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
