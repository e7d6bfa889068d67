import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid, invalidState, Refusal } from '../kit/refusal.ts';
import { originOf, originsOf } from '../stock/index.ts';
import { CLAIM_DAYS } from '../suppliers/index.ts';

const LIST_MAX = 1_000;

/**
 * `due`: not sent to the supplier yet. `asked`: sent. `recovered` and `written_off` are final, and so is `void`: nothing is owed,
 * because the code was restocked.
 */
export const RECOVERY_STATES = ['due', 'asked', 'recovered', 'written_off', 'void'] as const;
export type RecoveryState = (typeof RECOVERY_STATES)[number];

/** A supplier claim: what a supplier owes for a replaced or refunded code; minor units of the lot's cost currency. */
export interface Recovery {
  readonly codeId: string;
  readonly claimId: string;
  readonly lotId: string;
  /** Null if the supplier of the lot is unknown, and so is the name. */
  readonly supplierId: string | null;
  readonly supplier: string | null;
  /** Null if the lot's file had no cost. */
  readonly amount: number | null;
  readonly currency: string;
  readonly bookedAt: Date;
  readonly dueAt: Date;
  readonly state: RecoveryState;
  readonly recovered: number | null;
  readonly note: string | null;
}

/** An approved code, and its origin. */
interface BookedCode {
  readonly codeId: string;
  readonly runId: number;
  readonly lotId: string;
}

/**
 * Books approved codes against the suppliers of their lots, in the decision's own commit: each is due within the supplier's claim
 * term.
 */
export async function bookRecoveries(
  tx: Tx,
  claimId: string,
  codes: readonly BookedCode[],
  at: Date,
): Promise<void> {
  if (codes.length === 0) return;
  const origins = await originsOf(tx, [...new Set(codes.map(({ runId }) => runId))]);
  const column = <Value>(value: (code: BookedCode) => Value) => codes.map(value);
  await tx.query(
    `INSERT INTO supplier_claims.recoveries
       (code_id, claim_id, lot_id, supplier_id, amount, currency, booked_at, due_at)
     SELECT u.code_id, $1, u.lot_id, u.supplier_id, u.amount, u.currency, $2,
            $2::timestamptz + make_interval(days => coalesce(k.claim_days, $3))
       FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::text[])
         u(code_id, lot_id, supplier_id, amount, currency)
       LEFT JOIN suppliers.known() k USING (supplier_id)`,
    [
      claimId,
      at,
      CLAIM_DAYS,
      column((code) => code.codeId),
      column((code) => code.lotId),
      column((code) => originOf(origins, code.runId).supplierId),
      column((code) => originOf(origins, code.runId).cost),
      column((code) => originOf(origins, code.runId).costCurrency),
    ],
  );
}

export interface RecoveryFilters {
  readonly supplierId?: string | undefined;
  readonly lotId?: string | undefined;
  readonly claimId?: string | undefined;
  readonly codeId?: string | undefined;
  readonly state?: RecoveryState | undefined;
}

/** The soonest due first. */
export async function listRecoveries(db: Db, filters: RecoveryFilters = {}): Promise<Recovery[]> {
  const { rows } = await db.query<Recovery>(
    `SELECT code_id AS "codeId", claim_id AS "claimId", lot_id AS "lotId",
            supplier_id AS "supplierId", k.name AS supplier, amount, currency,
            booked_at AS "bookedAt", due_at AS "dueAt", state, recovered, note
       FROM supplier_claims.recoveries LEFT JOIN suppliers.known() k USING (supplier_id)
      WHERE ($1::uuid IS NULL OR supplier_id = $1) AND ($2::uuid IS NULL OR lot_id = $2)
        AND ($3::uuid IS NULL OR claim_id = $3) AND ($4::text IS NULL OR state = $4)
        AND ($5::uuid IS NULL OR code_id = $5)
      ORDER BY due_at, code_id LIMIT ${LIST_MAX}`,
    [
      filters.supplierId ?? null,
      filters.lotId ?? null,
      filters.claimId ?? null,
      filters.state ?? null,
      filters.codeId ?? null,
    ],
  );
  return rows;
}

/**
 * Records the outcome of a supplier claim, for one code. A settled one stays so. `recovered` in minor units of its currency, only
 * with the state `recovered`.
 */
export async function settleRecovery(
  tx: Tx,
  codeId: string,
  { state, recovered = null, note }: SettledRecovery,
  by: By,
): Promise<void> {
  if ((state === 'recovered') !== (recovered !== null)) {
    const detail =
      'The state recovered needs the amount that the supplier paid; no other state takes one.';
    throw invalid({ pointer: '/recovered', code: 'required', detail });
  }
  const { rowCount } = await tx.query(
    `UPDATE supplier_claims.recoveries
        SET state = $2, recovered = $3, note = $4, settled_by = $5, settled_at = $6
      WHERE code_id = $1 AND state IN ('due', 'asked')`,
    [codeId, state, recovered, note ?? null, by.actor, by.at],
  );
  if (rowCount === 0) {
    const { rows } = await tx.query<{ state: RecoveryState }>(
      'SELECT state FROM supplier_claims.recoveries WHERE code_id = $1',
      [codeId],
    );
    throw rows[0] ? invalidState(rows[0].state) : new Refusal('not_found');
  }
  await recordAudit(tx, {
    ...by,
    action: 'recovery.settled',
    subject: formatId('cod', codeId),
    detail: { state, recovered },
  });
}

/**
 * Voids the supplier claim of a restocked code. Refuses with `invalid_state` if its supplier paid: selling the code again would
 * earn its price twice.
 */
export async function voidRecovery(tx: Tx, codeId: string, by: By): Promise<void> {
  const { rows } = await tx.query<{ state: RecoveryState }>(
    'SELECT state FROM supplier_claims.recoveries WHERE code_id = $1 FOR UPDATE',
    [codeId],
  );
  if (rows[0]?.state === 'recovered') {
    const detail = 'Its supplier paid for it; it can only be written off.';
    throw invalidState('recovered', detail);
  }
  await tx.query(
    `UPDATE supplier_claims.recoveries
        SET state = 'void', note = 'It was restocked.', settled_by = $2, settled_at = $3
      WHERE code_id = $1`,
    [codeId, by.actor, by.at],
  );
}

export interface SettledRecovery {
  readonly state: Exclude<RecoveryState, 'due' | 'void'>;
  readonly recovered?: number | null;
  readonly note?: string | null;
}

/** Codes to claim money for from suppliers. */
export async function countDue(db: Db): Promise<number> {
  const { rows } = await db.query<{ due: number }>(
    `SELECT count(*) AS due FROM supplier_claims.recoveries WHERE state = 'due'`,
  );
  return required(rows[0], 'a count has a row').due;
}
