import type { OrderStatus } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import { Batcher } from '../kit/batcher.ts';
import { arrayText, currentCommitCheck, type Database, type Db } from '../kit/database/index.ts';

/**
 * Small enough that the server opens the codes of one call while PostgreSQL works on the next: with all that wait in one call, both
 * waited for each other for a third of the time.
 */
const BATCH_MAX = 8;
const CALLS_MAX = 3;
/** Two calls share the processors, so the second is worth it only with much to do, or while the first waits for a lock or a slow disk. */
const BESIDE = { min: 12, afterMs: 3 };

/** Who reads the codes of which order, for the audit row. */
export interface RevealRequest {
  readonly at: Date;
  readonly tenantId: number;
  readonly orderId: string;
  readonly actor: string;
  readonly subject: string;
  readonly address: string;
  readonly requestId: string;
}

/** The sealed codes of an order; `status` is null if there is no such order. */
export interface SealedOrder {
  readonly status: OrderStatus | null;
  readonly product: number;
  readonly delivered_at: Date;
  /** RUN_BYTES per run, base64: lot (16), number of codes (4), expiry (8, zero: never). */
  readonly runs: string;
  /** CODE_BYTES per code, base64: its id (16) and its sealed text. */
  readonly codes: string;
  /** JSON of `MadeGood`; null if no code was replaced or refunded. */
  readonly made_good: string | null;
}

/**
 * The results of claims: for each replacement, in the order shown, what it replaces and when it was added. Withdrawn codes have a
 * line at `index` of all, and no text.
 */
export interface MadeGood {
  readonly replaced: readonly (readonly [codeId: string, deliveredAtMs: number])[];
  readonly refunded: readonly string[];
  readonly returned: readonly string[];
  readonly withdrawn: readonly (readonly [
    index: number,
    codeId: string,
    expiresAtMs: number | null,
  ])[];
}

export type RevealBatches = Batcher<RevealRequest, SealedOrder>;

/** Reveals that wait share a round trip and a commit; each has its own audit row. */
export function createRevealBatches(database: Database): RevealBatches {
  return new Batcher({
    name: 'codes.batch',
    batchMax: BATCH_MAX,
    callsMax: CALLS_MAX,
    beside: BESIDE,
    run: (requests) => revealMany(database.reads, requests),
  });
}

/**
 * Reads an order: with others that wait, or in a commit of its own if its caller is checked before each commit, as people are. A
 * person who was removed meanwhile reads nothing.
 */
export async function revealOne(
  { database, reveals }: { readonly database: Database; readonly reveals: RevealBatches },
  request: RevealRequest,
): Promise<SealedOrder> {
  if (!currentCommitCheck()) return reveals.add(request);
  const [row] = await database.transaction((tx) => revealMany(tx, [request]));
  return required(row, 'one for each');
}

async function revealMany(db: Db, requests: readonly RevealRequest[]): Promise<SealedOrder[]> {
  const at = (index: number) => required(requests[index], 'a request has an index');
  const sorted = [...requests.keys()].sort((a, b) => (at(a).orderId < at(b).orderId ? -1 : 1));
  const column = (value: (request: RevealRequest) => unknown) =>
    arrayText(sorted.map((index) => value(at(index))));
  const { rows } = await db.query<SealedOrder & { member: number }>(
    `SELECT member, status, product, delivered_at, runs, codes, made_good
       FROM orders.reveal_many($1, $2::int[], $3::uuid[], $4, $5, $6, $7)`,
    [
      requests[0]?.at,
      column((each) => each.tenantId),
      column((each) => each.orderId),
      column((each) => each.actor),
      column((each) => each.subject),
      column((each) => each.address),
      column((each) => each.requestId),
    ],
    'orders.reveal_many',
  );
  const outputs = Array<SealedOrder>(requests.length);
  for (const row of rows)
    outputs[required(sorted[row.member - 1], 'a row belongs to a request')] = row;
  return outputs;
}
