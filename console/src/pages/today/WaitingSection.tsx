import type { Today } from '@psnb2b/contract';
import { groupDigits, Link, Section } from '@psnb2b/ui';
import { type Me, useMe } from '@psnb2b/ui/account';
import { type Address, at } from '@psnb2b/ui/pages';
import { pages, to } from '../../pages.ts';
import classes from './today.module.css';
import { type CountName, waitingOf } from './waiting-of.ts';
import { words } from './words.ts';

/** Where what a count counts is listed. */
export const places: Readonly<Record<CountName, Address<string>>> = {
  incidents_open: at(to.incidents, { status: 'open' }),
  orders_to_approve: at(to.orders, { queue: 'approval', sort: 'oldest' }),
  orders_failed: at(to.orders, { queue: 'failed' }),
  kyc_waiting: at(to.reviews, { status: 'submitted' }),
  kyc_expiring: at(to.reviews, { ending: 'true' }),
  tickets_open: at(to.tickets, { status: 'open' }),
  tickets_overdue: at(to.tickets, { status: 'open', overdue: 'true' }),
  access_requests: at(to.tickets, { status: 'open', topic: 'api_access' }),
  claims_waiting: at(to.claims, { waiting: 'us' }),
  claims_overdue: at(to.claims, { waiting: 'overdue' }),
  claims_proposed: at(to.claims, { waiting: 'second_person' }),
  proposals_waiting: to.proposals,
  bank_lines_open: at(to.bankLines, { tab: 'open' }),
  deposits_waiting: at(to.deposits, { status: 'waiting' }),
  webhooks_attention: at(to.webhooks, { view: 'attention' }),
  stock_low: at(to.stock, { level: 'low' }),
  lots_held: at(to.lots, { status: 'held' }),
  recoveries_due: at(to.recoveries, { state: 'due' }),
  emails_failed: at(to.emails, { status: 'failed' }),
  access_due: to.accessReview,
  partners: to.partners,
  partners_suspended: at(to.partners, { status: 'suspended' }),
};

const table: readonly { readonly path: string; readonly call?: string }[] = Object.values(pages);

/** Whether the reader's role may read the list behind a count. */
function mayOpen(me: Me, name: CountName): boolean {
  const [path] = places[name].split('?');
  const page = table.find((each) => each.path === path);
  return page?.call === undefined || me.may.includes(page.call);
}

/** What waits for staff, each thing once; queues in which nothing waits are in one line. */
export function WaitingSection({ counts }: { readonly counts: Today }) {
  const me = useMe();
  const { lines, empty, total, late } = waitingOf(counts, (name) => mayOpen(me, name));
  return (
    <Section title={words.waiting} lead={words.waits(total, late)} flush>
      <ul className={classes.lines}>
        {lines.map(({ name, count, late: lateName, lateCount, among = [] }) => (
          <li key={name} className={classes.line} data-late={lateCount > 0}>
            <Link to={places[name]} className={classes.main}>
              <span className={classes.number}>{groupDigits(count)}</span>{' '}
              {words.queues[name][count === 1 ? 0 : 1]}
            </Link>
            <span className={classes.parts}>
              {lateName !== undefined && lateCount > 0 && (
                <Link to={places[lateName]} className={classes.late}>
                  {words.late(lateCount)}
                </Link>
              )}
              {among.map((part) =>
                counts[part] === 0 ? null : (
                  <Link key={part} to={places[part]}>
                    {groupDigits(counts[part])} {words.queues[part][counts[part] === 1 ? 0 : 1]}
                  </Link>
                ),
              )}
            </span>
          </li>
        ))}
        {empty.length > 0 && (
          <li className={classes.line}>
            <span className={classes.none}>
              {lines.length === 0 ? words.nothing : words.nothingElse}{' '}
              {empty.map((name, index) => (
                <span key={name}>
                  {index > 0 && ', '}
                  <Link to={places[name]}>{words.queues[name][1]}</Link>
                </span>
              ))}
            </span>
          </li>
        )}
      </ul>
    </Section>
  );
}
