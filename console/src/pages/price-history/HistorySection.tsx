import type { PriceHistoryEntry } from '@psnb2b/contract';
import { DataTable, Empty, Link, Loaded, Section } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { entryColumns } from './entry-columns.tsx';
import classes from './price-history.module.css';
import { stepsOf } from './steps-of.ts';
import { words } from './words.ts';

const READ_MAX = 100;
const LISTED = 10;
const WIDTH = 400;
const HEIGHT = 72;

/** The last prices of a product: charts of the list price, and the changes with who and why. */
export function HistorySection({ sku }: { readonly sku: string }) {
  const history = useRead('/price-history', { query: { sku, limit: READ_MAX } });
  const all = <Link to={at(to.priceHistory, { sku })}>{words.all}</Link>;
  return (
    <Section title={words.title} acts={all}>
      <Loaded query={history}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={words.none} hint={words.noneHint} />
          ) : (
            <div className={classes.stack}>
              <Charts entries={data} />
              <DataTable
                label={words.title}
                rows={data.slice(0, LISTED)}
                columns={entryColumns}
                rowKey={({ id }) => id}
              />
            </div>
          )
        }
      </Loaded>
    </Section>
  );
}

/** One chart for each currency whose list price was changed. */
function Charts({ entries }: { readonly entries: readonly PriceHistoryEntry[] }) {
  const lists = Map.groupBy(
    entries.filter(({ partner, price_list }) => partner === null && price_list === null),
    ({ currency }) => currency,
  );
  return [...lists].flatMap(([currency, theirs]) =>
    theirs.length < 2 ? [] : [<Chart key={currency} currency={currency} entries={theirs} />],
  );
}

/** Drawn for the eye only: the table below it is for everybody. */
function Chart({
  currency,
  entries,
}: {
  readonly currency: string;
  readonly entries: readonly PriceHistoryEntry[];
}) {
  const steps = stepsOf(entries, new Date());
  const prices = steps.map(({ price }) => price).sort((a, b) => Number(a) - Number(b));
  const line = steps.map(({ from, to: end, height }, index) => {
    const y = ((1 - height) * HEIGHT).toFixed(1);
    return `${index === 0 ? 'M' : 'L'}${(from * WIDTH).toFixed(1)},${y} H${(end * WIDTH).toFixed(1)}`;
  });
  return (
    <figure className={classes.figure}>
      <figcaption>
        {words.chart(currency)}{' '}
        <span className="quiet">
          {words.chartSays(prices[0] ?? '', prices.at(-1) ?? '', currency)}
        </span>
      </figcaption>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
      >
        <path d={line.join(' ')} vectorEffect="non-scaling-stroke" />
      </svg>
    </figure>
  );
}
