import { holdSecondsMax } from '@psnb2b/contract';
import { countExceeding } from '../kit/count-exceeding.ts';
import { countOverlapping } from '../kit/count-overlapping.ts';
import type { Db } from '../kit/database/index.ts';
import { MINUTE_MS, SECOND_MS } from '../kit/time.ts';
import { accountsOf, listTakings } from '../ledger/index.ts';
import { listOpenSpans } from '../orders/index.ts';
import { findKey, listKeys } from '../partners/index.ts';
import { type CallLimit, KEPT_DAYS, listSpendings } from '../request-log/index.ts';
import { countOverdrawn } from './count-overdrawn.ts';

/** Acts of one tenant later than this, at most so many. */
interface Asked {
  readonly tenantId: number;
  readonly since: Date;
  readonly most: number;
}

interface Counted {
  readonly affected: number;
  readonly counted: number;
  readonly isCapped: boolean;
}

/** Calls above so many a minute: an act that a limit refuses counts for no later one, as in the limiter. */
export async function callsAbove(
  db: Db,
  { tenantId, since, most }: Asked,
  asked: {
    readonly limit: CallLimit;
    readonly aMinute: number;
    readonly keyIds?: readonly string[] | undefined;
  },
): Promise<Counted> {
  const { limit, aMinute, ...keys } = asked;
  const calls = await listSpendings(db, tenantId, limit, { ...keys, since, most: most + 1 });
  return {
    ...countExceeding(calls.slice(0, most), { most: aMinute, windowMs: MINUTE_MS, since }),
    isCapped: calls.length > most,
  };
}

/** The days of which calls are kept. */
export const callDays = KEPT_DAYS;

/** The tenant of a key, and the keys that share its limits: those that replaced one another. */
export async function keysLikeOf(db: Db, keyId: string | null) {
  const { partnerId, tenantId, limitGroup } = await findKey(db, keyId);
  const keys = await listKeys(db, partnerId);
  const alike = keys.filter((key) => key.limitGroup === limitGroup);
  return { tenantId, keyIds: alike.map((key) => key.keyId) };
}

/** How long a hold or an invoice order stays open at most: those from before the period are read for as long. */
const OPEN_MS = holdSecondsMax * SECOND_MS;

/** Holds that were placed for longer than so many seconds. */
export async function holdsLonger(db: Db, asked: Asked, seconds: number): Promise<Counted> {
  const { spans, isCapped } = await spansFrom(db, 'hold', asked, asked.since);
  const longer = spans.filter(({ askedMs }) => askedMs > seconds * SECOND_MS);
  return { affected: longer.length, counted: spans.length, isCapped };
}

/** Holds that would have been one too many at once. */
export async function holdsAbove(db: Db, asked: Asked, open: number): Promise<Counted> {
  const { since } = asked;
  const { spans, isCapped } = await spansFrom(db, 'hold', asked, opened(since));
  const each = spans.map((span) => ({ ...span, amount: 1 }));
  return { ...countOverlapping(each, { most: open, since }), isCapped };
}

/** Invoice orders that would have exceeded an invoice limit, in minor units. */
export async function invoicesAbove(db: Db, asked: Asked, limit: number): Promise<Counted> {
  const { since } = asked;
  const { spans, isCapped } = await spansFrom(db, 'invoice', asked, opened(since));
  return { ...countOverlapping(spans, { most: limit, since }), isCapped };
}

const opened = (since: Date) => new Date(since.getTime() - OPEN_MS);

async function spansFrom(
  db: Db,
  payment: 'invoice' | 'hold',
  { tenantId, most }: Asked,
  since: Date,
) {
  const spans = await listOpenSpans(db, tenantId, payment, { since, most: most + 1 });
  return { spans: spans.slice(0, most), isCapped: spans.length > most };
}

/** Orders for which the balance and this credit, in minor units, would not have sufficed. */
export async function ordersAboveCredit(db: Db, asked: Asked, limit: number): Promise<Counted> {
  const { tenantId, since, most } = asked;
  const accounts = await accountsOf(db, tenantId);
  const takings = await listTakings(db, accounts, { since, most: most + 1 });
  return { ...countOverdrawn(takings.slice(0, most), limit), isCapped: takings.length > most };
}
