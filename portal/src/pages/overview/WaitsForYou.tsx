import { Link, Loading, Section, Time } from '@psnb2b/ui';
import type { Address } from '@psnb2b/ui/pages';
import type { ReactNode } from 'react';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { words as claimWords } from '../claims/words.ts';
import { waitsFor } from '../orders/words.ts';
import classes from './overview.module.css';
import { words } from './words.ts';

const SHOWN = 5;

interface Waiting {
  readonly key: string;
  readonly to: Address<string>;
  readonly title: string;
  readonly line: ReactNode;
}

/** What people have to do, the most urgent kind first; a kind that cannot be read leaves the others standing. */
export function WaitsForYou() {
  const recalls = useRecalls();
  const keys = useKeysToReveal();
  const orders = useEndingOrders();
  const claims = useClaims();
  const tickets = useTickets();
  const all = [recalls, keys, orders, claims, tickets];
  const lines = all.flatMap((each) => each.lines);
  const isReading = all.some((each) => each.isReading);
  return (
    <Section title={words.waits}>
      {lines.length > 0 && (
        <ul className={classes.lines}>
          {lines.map((line) => (
            <li key={line.key}>
              <Link to={line.to}>{line.title}</Link>
              <span className={classes.none}>{line.line}</span>
            </li>
          ))}
        </ul>
      )}
      {isReading && <Loading />}
      {!isReading && lines.length === 0 && <p className={classes.none}>{words.nothingWaits}</p>}
    </Section>
  );
}

interface Kind {
  readonly lines: readonly Waiting[];
  readonly isReading: boolean;
}

function useRecalls(): Kind {
  const { data, isPending } = useRead('/recalls', { query: { unread: true, limit: SHOWN } });
  const lines = (data?.data ?? []).map(({ id, codes, noticed_at }) => ({
    key: id,
    to: to.recall(id),
    title: words.recall(codes),
    line: <Time at={noticed_at} form="ago" />,
  }));
  return { lines, isReading: isPending };
}

function useKeysToReveal(): Kind {
  const { data, isPending } = useRead('/keys');
  const waiting = (data?.data ?? []).filter(({ status }) => status === 'unseen');
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
  return { lines, isReading: isPending };
}

/** Those that end soonest. */
function useEndingOrders(): Kind {
  const query = { status: ['pending' as const], sort: 'ends' as const, limit: SHOWN };
  const { data, isPending } = useRead('/orders', { query });
  const lines = (data?.data ?? []).map((order) => ({
    key: order.id,
    to: to.order(order.id),
    title: `${waitsFor(order)}: ${order.reference ?? order.id}`,
    line: (
      <>
        {words.ends} <Time at={order.expires_at} form="ago" />
      </>
    ),
  }));
  return { lines, isReading: isPending };
}

function useClaims(): Kind {
  const query = { status: 'needs_info' as const, limit: SHOWN };
  const { data, isPending } = useRead('/claims', { query });
  const lines = (data?.data ?? []).map((claim) => ({
    key: claim.id,
    to: to.claim(claim.id),
    title: words.asks(claimWords.heading(claim)),
    line: <Time at={claim.created_at} form="ago" />,
  }));
  return { lines, isReading: isPending };
}

function useTickets(): Kind {
  const query = { status: 'waiting' as const, limit: SHOWN };
  const { data, isPending } = useRead('/tickets', { query });
  const lines = (data?.data ?? []).map(({ id, subject, updated_at }) => ({
    key: id,
    to: to.ticket(id),
    title: words.ticket(subject),
    line: <Time at={updated_at} form="ago" />,
  }));
  return { lines, isReading: isPending };
}
