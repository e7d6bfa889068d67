import type { PriceChangeState, PriceLineResult } from '@psnb2b/contract';
import type { Db, Tx } from '../kit/database/index.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { Refusal } from '../kit/refusal.ts';
import { MINUTE_MS, SECOND_MS } from '../kit/time.ts';

/** One list price of a change; minor units. */
export interface PriceLine {
  readonly productId: number;
  readonly currency: string;
  /** What its author saw; null: none. */
  readonly before: number | null;
  readonly after: number;
  readonly result: PriceLineResult | null;
  /** The price that it replaced, if that was not `before`. */
  readonly replaced: number | null;
}

/** A change of many list prices, without its lines. */
export interface StoredPriceChange {
  readonly priceChangeId: string;
  readonly state: PriceChangeState;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  /** Null: at once. */
  readonly takesEffectAt: Date | null;
  /** Whether a second person approved it. */
  readonly approved: boolean;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
}

/** A change with the numbers of its lines. */
export interface CountedPriceChange extends StoredPriceChange {
  readonly prices: number;
  readonly changed: number;
  readonly leftOut: number;
}

const COLUMNS = `c.change_id AS "priceChangeId", c.state, c.reason, c.made_by AS "madeBy", c.made_at AS "madeAt",
  c.takes_effect_at AS "takesEffectAt", c.approved, c.ended_by AS "endedBy", c.ended_at AS "endedAt"`;
const COUNTS = `(SELECT count(*)::int FROM catalog.price_change_lines l WHERE l.change_id = c.change_id) AS prices,
  (SELECT count(*)::int FROM catalog.price_change_lines l
    WHERE l.change_id = c.change_id AND l.result = 'changed') AS changed,
  (SELECT count(*)::int FROM catalog.price_change_lines l
    WHERE l.change_id = c.change_id AND l.result IN ('below_floor', 'superseded')) AS "leftOut"`;

export const priceChangePages = new Pages(
  'price-changes',
  idPlace,
  (each: StoredPriceChange) => each.priceChangeId,
  { turns: true },
);

/** Newest first. */
export async function listPriceChanges(
  db: Db,
  filters: PageAsked<string> & { readonly state?: PriceChangeState | undefined },
): Promise<CountedPriceChange[]> {
  const { behind, order } = falling(filters);
  const { rows } = await db.query<CountedPriceChange>(
    `SELECT ${COLUMNS}, ${COUNTS} FROM catalog.price_changes c
      WHERE ($1::text IS NULL OR c.state = $1) AND ($2::uuid IS NULL OR c.change_id ${behind} $2)
      ORDER BY c.change_id ${order} LIMIT $3`,
    [filters.state ?? null, filters.behind ?? null, filters.limit],
  );
  return rows;
}

/** `not_found` for an unknown id. */
export async function findPriceChange(db: Db, changeId: string): Promise<CountedPriceChange> {
  const { rows } = await db.query<CountedPriceChange>(
    `SELECT ${COLUMNS}, ${COUNTS} FROM catalog.price_changes c WHERE c.change_id = $1`,
    [changeId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The change, locked until the commit, so that it is applied or cancelled once. */
export async function lockPriceChange(tx: Tx, changeId: string): Promise<StoredPriceChange> {
  const { rows } = await tx.query<StoredPriceChange>(
    `SELECT ${COLUMNS} FROM catalog.price_changes c WHERE c.change_id = $1 FOR UPDATE`,
    [changeId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

export async function linesOfPriceChange(db: Db, changeId: string): Promise<PriceLine[]> {
  const { rows } = await db.query<PriceLine>(
    `SELECT product_id AS "productId", currency, before, after, result, replaced FROM catalog.price_change_lines
      WHERE change_id = $1 ORDER BY product_id, currency`,
    [changeId],
  );
  return rows;
}

const DUE_MAX = 100;

/** Ids of scheduled changes that are due, in the order in which they take effect; those that failed wait for their next try. */
export async function listDuePriceChanges(db: Db, at: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT change_id AS id FROM catalog.price_changes
      WHERE state = 'scheduled' AND takes_effect_at <= $1 AND (next_at IS NULL OR next_at <= $1)
      ORDER BY takes_effect_at, change_id LIMIT ${DUE_MAX}`,
    [at],
  );
  return rows.map(({ id }) => id);
}

const PAUSE_FIRST_MS = 2 * SECOND_MS;
const PAUSE_MAX_MS = 10 * MINUTE_MS;

/** Lets other changes go first for a while, because this one failed: 2 s, then twice as long each time, up to 10 minutes. */
export async function postponePriceChange(tx: Tx, changeId: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE catalog.price_changes
        SET tries = tries + 1, next_at = $2::timestamptz + least($3 * 2 ^ least(tries, 20), $4) * interval '1 ms'
      WHERE change_id = $1 AND state = 'scheduled'`,
    [changeId, at, PAUSE_FIRST_MS, PAUSE_MAX_MS],
  );
}

/** Ids of changes that somebody scheduled alone, locked. */
export async function lockScheduledOf(tx: Tx, actor: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT change_id AS id FROM catalog.price_changes
      WHERE state = 'scheduled' AND NOT approved AND made_by = $1 ORDER BY change_id FOR UPDATE`,
    [actor],
  );
  return rows.map(({ id }) => id);
}

/**
 * List prices among these products that were set for a later time than this one, by hand or by a later change, as
 * `<product> <currency>`.
 */
export async function pricesSetSince(
  db: Db,
  productIds: readonly number[],
  since: Date,
): Promise<Set<string>> {
  const { rows } = await db.query<{ price: string }>(
    `SELECT DISTINCT h.product_id || ' ' || h.currency AS price
       FROM catalog.price_history h LEFT JOIN catalog.price_changes c USING (change_id)
      WHERE h.product_id = ANY ($1::int[]) AND h.partner_id IS NULL AND h.list_id IS NULL
        AND h.changed_at > $2 AND coalesce(c.takes_effect_at, h.changed_at) > $2`,
    [productIds, since],
  );
  return new Set(rows.map(({ price }) => price));
}

/** Ids of changes that wait for a second person, behind an id. */
export async function listWaitingPriceChanges(db: Db, behind: string | null): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT change_id AS id FROM catalog.price_changes
      WHERE state = 'waiting' AND ($1::uuid IS NULL OR change_id > $1)
      ORDER BY change_id LIMIT ${DUE_MAX}`,
    [behind],
  );
  return rows.map(({ id }) => id);
}

/** When the next scheduled change of a list price takes effect, by `<product> <currency>`; prices without one have no entry. */
export async function nextScheduled(
  db: Db,
  productIds: readonly number[],
): Promise<Map<string, { readonly at: Date; readonly after: number; readonly id: string }>> {
  const { rows } = await db.query<{ price: string; at: Date; after: number; id: string }>(
    `SELECT DISTINCT ON (l.product_id, l.currency) l.product_id || ' ' || l.currency AS price,
            c.takes_effect_at AS at, l.after, c.change_id AS id
       FROM catalog.price_change_lines l JOIN catalog.price_changes c USING (change_id)
      WHERE c.state = 'scheduled' AND l.product_id = ANY ($1::int[])
      ORDER BY l.product_id, l.currency, c.takes_effect_at, c.change_id`,
    [productIds],
  );
  return new Map(rows.map(({ price, ...each }) => [price, each]));
}

/** Stores a change that was checked. */
export async function insertPriceChange(
  tx: Tx,
  change: Pick<
    StoredPriceChange,
    'priceChangeId' | 'state' | 'reason' | 'madeBy' | 'madeAt' | 'takesEffectAt'
  >,
  lines: readonly Omit<PriceLine, 'result' | 'replaced'>[],
): Promise<void> {
  const { priceChangeId, state, reason, madeBy, madeAt, takesEffectAt } = change;
  await tx.query(
    `INSERT INTO catalog.price_changes (change_id, state, reason, made_by, made_at, takes_effect_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [priceChangeId, state, reason, madeBy, madeAt, takesEffectAt],
  );
  await tx.query(
    `INSERT INTO catalog.price_change_lines (change_id, product_id, currency, before, after)
     SELECT $1, * FROM unnest($2::int[], $3::text[], $4::bigint[], $5::bigint[])`,
    [
      priceChangeId,
      lines.map((each) => each.productId),
      lines.map((each) => each.currency),
      lines.map((each) => each.before),
      lines.map((each) => each.after),
    ],
  );
}

/** Notes that a second person approved a locked change; one with a time waits for it. */
export async function approvePriceChange(
  tx: Tx,
  changeId: string,
  state: 'waiting' | 'scheduled',
): Promise<void> {
  await tx.query(
    'UPDATE catalog.price_changes SET approved = true, state = $2 WHERE change_id = $1',
    [changeId, state],
  );
}

/** Ends a locked change with the result of each of its lines. */
export async function endPriceChange(
  tx: Tx,
  changeId: string,
  state: 'applied' | 'cancelled',
  { actor, at }: { readonly actor: string; readonly at: Date },
  results: readonly Pick<PriceLine, 'productId' | 'currency' | 'result' | 'replaced'>[] = [],
): Promise<void> {
  await tx.query(
    `UPDATE catalog.price_changes SET state = $2, ended_by = $3, ended_at = $4 WHERE change_id = $1`,
    [changeId, state, actor, at],
  );
  await tx.query(
    `UPDATE catalog.price_change_lines l SET result = u.result, replaced = u.replaced
       FROM unnest($2::int[], $3::text[], $4::text[], $5::bigint[]) u(product_id, currency, result, replaced)
      WHERE l.change_id = $1 AND l.product_id = u.product_id AND l.currency = u.currency`,
    [
      changeId,
      results.map((each) => each.productId),
      results.map((each) => each.currency),
      results.map((each) => each.result),
      results.map((each) => each.replaced),
    ],
  );
}
