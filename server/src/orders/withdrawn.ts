import type { Db, Tx } from '../kit/database/index.ts';
import { idPlace, type PageAsked, Pages } from '../kit/pages.ts';

export type WithdrawnState = 'waiting' | 'restocked' | 'written_off';

/** A code that was replaced, refunded or returned before anybody had read it. */
export interface WithdrawnCode {
  readonly codeId: string;
  readonly orderId: string;
  readonly tenantId: number;
  readonly runId: number;
  readonly position: number;
  readonly resolution: 'replaced' | 'refunded' | 'returned';
  /** When its order, or the replacement that it is, was delivered. */
  readonly deliveredAt: Date;
  readonly withdrawnAt: Date;
  readonly state: WithdrawnState;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  /** The id under which it is sold again. */
  readonly reissuedAs: string | null;
}

export interface WithdrawnFilters extends PageAsked<string> {
  readonly runIds?: readonly number[] | undefined;
  readonly codeIds?: readonly string[] | undefined;
  /** Only of live tenants. */
  readonly live?: true | undefined;
  readonly state?: WithdrawnState | undefined;
}

export const withdrawnPages = new Pages(
  'withdrawn',
  idPlace,
  ({ codeId }: WithdrawnCode) => codeId,
);

/** Withdrawn codes, by their ids, newest first. */
export async function listWithdrawn(db: Db, filters: WithdrawnFilters): Promise<WithdrawnCode[]> {
  const { rows } = await db.query<WithdrawnCode>(
    `SELECT w.code_id AS "codeId", w.order_id AS "orderId", o.tenant_id AS "tenantId",
            w.run_id AS "runId", w.position, w.resolution, w.withdrawn_at AS "withdrawnAt", w.state,
            coalesce(w.delivered_at, o.delivered_at) AS "deliveredAt",
            w.settled_at AS "settledAt", w.settled_by AS "settledBy", w.reissued_as AS "reissuedAs"
       FROM orders.withdrawn w JOIN orders.orders o ON o.order_id = w.order_id
      WHERE ($1::int[] IS NULL OR w.run_id = ANY($1))
        AND ($2::uuid[] IS NULL OR w.code_id = ANY($2))
        AND ($3::boolean IS NOT TRUE OR o.tenant_id IN (SELECT partners.live_tenants()))
        AND ($4::text IS NULL OR w.state = $4)
        AND ($5::uuid IS NULL OR w.code_id < $5)
      ORDER BY w.code_id DESC LIMIT $6`,
    [
      filters.runIds ?? null,
      filters.codeIds ?? null,
      filters.live ?? null,
      filters.state ?? null,
      filters.behind ?? null,
      filters.limit,
    ],
  );
  return rows;
}

/** Records codes of an order that its partner knows although nobody has read them here. */
export async function noteKnownCodes(
  tx: Tx,
  at: Date,
  orderId: string,
  codeIds: readonly string[],
): Promise<void> {
  if (codeIds.length === 0) return;
  await tx.query('SELECT orders.note_known($1, $2, $3::uuid[])', [at, orderId, codeIds]);
}

/** Whether somebody has read this code alone, or its partner named it by its text. */
export async function isKnownCode(db: Db, codeId: string): Promise<boolean> {
  const { rows } = await db.query('SELECT FROM orders.known_codes WHERE code_id = $1', [codeId]);
  return rows.length > 0;
}

/** A withdrawn code in the form in which it will be sold again. */
export interface Reissue {
  readonly codeId: string;
  readonly newId: string;
  readonly sealed: Buffer;
}

/** Restocks a withdrawn code; false if it no longer waits for a decision, or its buyer knows it. */
export async function restockCode(
  tx: Tx,
  { codeId, newId, sealed }: Reissue,
  { actor, at }: { readonly actor: string; readonly at: Date },
): Promise<boolean> {
  const { rows } = await tx.query<{ done: boolean }>(
    'SELECT orders.restock($1, $2, $3, $4, $5) AS done',
    [at, codeId, actor, newId, sealed],
  );
  return rows[0]?.done === true;
}

/** Writes a withdrawn code off; false if it no longer waits for a decision. */
export async function writeOffCode(
  tx: Tx,
  codeId: string,
  { actor, at }: { readonly actor: string; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE orders.withdrawn SET state = 'written_off', settled_at = $2, settled_by = $3
      WHERE code_id = $1 AND state = 'waiting'`,
    [codeId, at, actor],
  );
  return rowCount === 1;
}
