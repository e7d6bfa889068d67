import type { Db } from '../kit/database/index.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { type Deposit, depositColumns } from './deposit.ts';
import { referenceKey } from './read-reference.ts';

/** Deposits with these references, in any spelling, by their method (null: without one) or without a method. */
export async function depositsByReference(
  db: Db,
  mode: Mode,
  references: readonly string[],
): Promise<Deposit[]> {
  const { rows } = await db.query<Deposit>(
    `SELECT ${depositColumns} FROM funding.deposits WHERE mode = $1 AND reference_key = ANY ($2) ORDER BY deposit_id`,
    [mode, references.map(referenceKey)],
  );
  return rows;
}

/**
 * Deposits of tenants that are neither rejected nor reversed, recorded from a moment on; the newest first, at most so many. `free`: only those
 * that account for no bank line.
 */
export async function recentDeposits(
  db: Db,
  tenantIds: readonly number[],
  from: Date,
  most: number,
  { free = false }: { readonly free?: boolean } = {},
): Promise<Deposit[]> {
  if (tenantIds.length === 0) return [];
  const { rows } = await db.query<Deposit>(
    `SELECT ${depositColumns} FROM funding.deposits d
      WHERE tenant_id = ANY ($1) AND status NOT IN ('rejected', 'reversed') AND created_at >= $2
        AND NOT ($4 AND EXISTS (
          SELECT FROM bank_statements.deposited() b WHERE b.deposit_id = d.deposit_id AND NOT b.ended))
      ORDER BY deposit_id DESC LIMIT $3`,
    [[...new Set(tenantIds)], from, most, free],
  );
  return rows;
}

/** Deposits by their ids. */
export async function findDeposits(
  db: Db,
  depositIds: readonly string[],
): Promise<ReadonlyMap<string, Deposit>> {
  const { rows } = await db.query<Deposit>(
    `SELECT ${depositColumns} FROM funding.deposits WHERE deposit_id = ANY ($1)`,
    [depositIds],
  );
  return new Map(rows.map((row) => [row.depositId, row]));
}
