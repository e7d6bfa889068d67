import type { SalesFigures, SalesReport } from '@psnb2b/contract';
import { Bars, Empty, groupDigits, Money, percent, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { costUnknown } from '../../Cost.tsx';
import { allowed } from '../../client.ts';
import { barsOf } from './bars-of.ts';
import { changeText } from './change-text.ts';
import { clockIn, daysText } from './days-text.ts';
import { Figure, Figures } from './Figures.tsx';
import classes from './sales.module.css';
import { words } from './words.ts';

interface Props {
  readonly report: SalesReport;
  readonly currency: string;
}

/** The figures of all days of a report in one currency, each with its change, and net sales as bars. */
export function FiguresSection({ report, currency }: Props) {
  const total = report.totals.find((each) => each.currency === currency);
  const { from, to, time_zone: zone } = report;
  const until = report.is_open ? ` ${words.until(clockIn(zone, report.as_of))}` : '';
  const maySeeCosts = allowed(useMe(), 'exportSales').can;
  return (
    <Section title={words.figures} lead={words.days(`${daysText(from, to)}${until}`, zone)}>
      {!report.is_complete && <p role="status">{words.countingNow}</p>}
      {total === undefined ? (
        <Empty title={words.none} hint={words.noneHint} />
      ) : (
        <>
          <All report={report} now={total.now} before={total.before} />
          {maySeeCosts ? (
            <Unknown of={total.now} />
          ) : (
            <p className={classes.note}>{words.noMargin}</p>
          )}
          <Chart report={report} currency={currency} />
        </>
      )}
    </Section>
  );
}

function All({
  report: { before: earlier, is_open, as_of, time_zone },
  now,
  before,
}: {
  readonly report: SalesReport;
  readonly now: SalesFigures;
  readonly before: SalesFigures;
}) {
  const { currency } = now;
  const until = is_open ? ` ${words.until(clockIn(time_zone, as_of))}` : '';
  const than = daysText(earlier.from, earlier.to) + until;
  const money = (member: 'net' | 'cost' | 'margin') => (
    <Figure
      label={words[member]}
      value={
        now[member] === null ? costUnknown : <Money amount={now[member]} currency={currency} />
      }
      change={changeText(now[member], before[member], than, currency)}
    />
  );
  const isCostShown = now.known_bps !== null || now.unknown_codes !== null;
  return (
    <Figures>
      {money('net')}
      <Figure
        label={words.codes}
        value={groupDigits(now.codes)}
        change={changeText(now.codes, before.codes, than)}
      />
      {isCostShown && (
        <>
          {money('cost')}
          {money('margin')}
          <Figure
            label={words.marginShare}
            value={percent(now.margin_bps)}
            change={now.known_bps === null ? null : words.known(now.known_bps)}
          />
        </>
      )}
      <Figure
        label={words.madeGood}
        value={groupDigits(now.made_good)}
        change={changeText(now.made_good, before.made_good, than)}
      />
    </Figures>
  );
}

function Unknown({ of: { unknown_codes, foreign_codes } }: { readonly of: SalesFigures }) {
  if (unknown_codes === null || unknown_codes <= 0) return null;
  // nothing: whoever sees the one sees the other.
  return <p className={classes.note}>{words.unknown(unknown_codes, foreign_codes ?? 0)}</p>;
}

function Chart({ report, currency }: Props) {
  const bars = barsOf(report, currency);
  const [first] = bars;
  const last = bars.at(-1);
  if (!first || !last || bars.length < 2) return null;
  const isByMonth = first.key.length < 'YYYY-MM-DD'.length;
  return (
    <figure aria-label={isByMonth ? words.chartMonths : words.chart} style={{ margin: 0 }}>
      <Bars bars={bars} />
      <figcaption className={classes.ends}>
        <span>{isByMonth ? first.key : daysText(first.key, first.key)}</span>
        <span>{isByMonth ? words.chartMonths : words.chart}</span>
        <span>{isByMonth ? last.key : daysText(last.key, last.key)}</span>
      </figcaption>
    </figure>
  );
}
