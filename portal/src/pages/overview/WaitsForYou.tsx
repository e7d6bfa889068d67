import type { Order } from '@psnb2b/contract';
import { FailureNote, Link, Loading, Section, Time, toFailure } from '@psnb2b/ui';
import type { Address } from '@psnb2b/ui/pages';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { words as claimWords } from '../claims/words.ts';
import { waitsFor, waitsForBuyer } from '../orders/words.ts';
import classes from './overview.module.css';
import { words } from './words.ts';

const SHOWN = 5;
/** Waiting orders that are read to find those. */
const READ = 100;

interface Waiting {
  readonly key: string;
  readonly to: Address<string>;
  readonly title: string;
  readonly line: ReactNode;
}

/**
 * What people have to do, the most urgent kind first, and below it what waits without them. A kind that cannot be read leaves the others
 * standing, and says so.
 */
export function WaitsForYou() {
  const orders = useWaitingOrders();
  const kinds = [useRecalls(), useReview(), useKeysToReveal(), orders, useClaims(), useTickets()];
  const lines = kinds.flatMap((each) => each.lines);
  const isReading = kinds.some(({ query }) => query.isPending);
  const failed = kinds.map(({ query }) => query).filter(({ data, error }) => error && !data);
  const [failure = null] = failed.map(({ error }) => error);
  const isNothing = !isReading && failure === null && lines.length === 0;
  const again = () => Promise.all(failed.map((query) => query.refetch()));
  return (
    <Section title={words.waits}>
      <Lines of={lines} />
      {isReading && <Loading />}
      {failure && <FailureNote failure={toFailure(failure)} onAgain={again} />}
      {isNothing && <p className={classes.none}>{words.nothingWaits}</p>}
      {orders.others.length > 0 && (
        <>
          <p className={classes.others}>{words.waitsWithoutYou}</p>
          <Lines of={orders.others} />
        </>
      )}
    </Section>
  );
}

function Lines({ of: lines }: { readonly of: readonly Waiting[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line.key}>
          <Link to={line.to}>{line.title}</Link>
          <span className={classes.none}>{line.line}</span>
        </li>
      ))}
    </ul>
  );
}

interface Kind {
  readonly lines: readonly Waiting[];
  readonly query: Pick<UseQueryResult<unknown>, 'data' | 'error' | 'isPending' | 'refetch'>;
}

function useRecalls(): Kind {
  const query = useRead('/recalls', { query: { unread: true, limit: SHOWN } });
  const lines = (query.data?.data ?? []).map(({ id, codes, noticed_at }) => ({
    key: id,
    to: to.recall(id),
    title: words.recall(codes),
    line: <Time at={noticed_at} form="ago" />,
  }));
  return { lines, query };
}

/** What our staff asked for in the review; until it is approved, the steps that are left. */
function useReview(): Kind {
  const query = useRead('/get-started');
  const steps = query.data?.steps ?? [];
  const review = steps.find(({ step }) => step === 'api_access');
  if (!review || review.state === 'done' || review.state === 'waiting') return { lines: [], query };
  const done = steps.filter(({ state }) => state === 'done').length;
  const line =
    review.state === 'asked'
      ? { to: to.business, title: words.review, line: null }
      : { to: to.getStarted, title: words.start, line: words.started(done, steps.length) };
  return { lines: [{ key: 'review', ...line }], query };
}

function useKeysToReveal(): Kind {
  const query = useRead('/keys');
  const waiting = (query.data?.data ?? []).filter(({ status }) => status === 'unseen');
  const lines = waiting.map(({ id, reveal_until }) => ({
    key: id,
    to: to.keys,
    title: words.key,
    line: (
      <>
        {words.keyUntil} <Time at={reveal_until} />
      </>
    ),
  }));
  return { lines, query };
}

/** Those that end soonest: what waits for money or a confirmation, and what waits for codes or for us. */
function useWaitingOrders(): Kind & { readonly others: readonly Waiting[] } {
  const query = useRead('/orders', {
    query: { status: ['pending' as const], sort: 'ends' as const, limit: READ },
  });
  const line = (order: Order) => ({
    key: order.id,
    to: to.order(order.id),
    title: `${waitsFor(order)}: ${order.reference ?? order.id}`,
    line: order.expires_at && (
      <>
        {words.ends} <Time at={order.expires_at} form="ago" />
      </>
    ),
  });
  const orders = query.data?.data ?? [];
  const ours = orders.filter(waitsForBuyer).slice(0, SHOWN);
  const others = orders.filter((order) => !waitsForBuyer(order)).slice(0, SHOWN);
  return { query, lines: ours.map(line), others: others.map(line) };
}

function useClaims(): Kind {
  const query = useRead('/claims', { query: { status: 'needs_info', limit: SHOWN } });
  const lines = (query.data?.data ?? []).map((claim) => ({
    key: claim.id,
    to: to.claim(claim.id),
    title: words.asks(claimWords.heading(claim)),
    line: <Time at={claim.created_at} form="ago" />,
  }));
  return { lines, query };
}

function useTickets(): Kind {
  const query = useRead('/tickets', { query: { status: 'waiting', limit: SHOWN } });
  const lines = (query.data?.data ?? []).map(({ id, subject, updated_at }) => ({
    key: id,
    to: to.ticket(id),
    title: words.ticket(subject),
    line: <Time at={updated_at} form="ago" />,
  }));
  return { lines, query };
}
