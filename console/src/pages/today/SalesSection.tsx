import type { TodaySales } from '@psnb2b/contract';
import { groupDigits, Link, Loaded, Money, percent, Section } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { changeText } from '../sales/change-text.ts';
import { clockIn } from '../sales/days-text.ts';
import { Figure, Figures } from '../sales/Figures.tsx';
import { words } from './words.ts';

const OPEN_MS = 60_000;

/** How today sells, beside yesterday until the same time and in full. */
export function SalesSection() {
  const sales = useRead('/today/sales', {}, { keep: true, refetchInterval: OPEN_MS });
  return (
    <Section
      title={words.sales}
      acts={<Link to={at(to.sales, { range: 'today' })}>{words.allSales}</Link>}
    >
      <Loaded query={sales}>{(today) => <All today={today} />}</Loaded>
    </Section>
  );
}

function All({ today }: { readonly today: TodaySales }) {
  const { totals, as_of, time_zone, is_complete } = today;
  const time = clockIn(time_zone, as_of);
  const than = words.yesterdayUntil(time);
  return (
    <>
      {!is_complete && <p role="status">{words.counting}</p>}
      {totals.map(({ currency, now, yesterday_until_now: until, yesterday }) => (
        <Figures key={currency}>
          <Figure
            label={words.net(time)}
            value={<Money amount={now.net} currency={currency} />}
            change={changeText(now.net, until.net, than, currency)}
          />
          {now.unknown_codes !== null && (
            <Figure
              label={words.margin}
              value={
                now.margin === null && now.codes > 0 ? (
                  words.noMargin
                ) : (
                  <Money amount={now.margin} currency={currency} />
                )
              }
              change={now.known_bps === null ? null : words.known(percent(now.known_bps))}
            />
          )}
          <Figure
            label={words.codes}
            value={groupDigits(now.codes)}
            change={changeText(now.codes, until.codes, than)}
          />
          <Figure
            label={words.yesterday}
            value={<Money amount={yesterday.net} currency={currency} />}
            change={words.codesOf(yesterday.codes)}
          />
        </Figures>
      ))}
      {totals.length === 0 && <p>{words.noSales}</p>}
      <p>
        <Link to={to.partners}>
          {words.newPartners(today.new_partners, today.new_partners_yesterday)}
        </Link>
      </p>
    </>
  );
}
