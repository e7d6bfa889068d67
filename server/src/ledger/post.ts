import type { Tx } from '../kit/database/index.ts';

/** A transfer from one account to another, in minor units, once per kind and reference. */
export interface Transfer {
  readonly kind:
    | 'order'
    | 'hold'
    | 'capture'
    | 'release'
    | 'deposit'
    | 'reversal'
    | 'refund'
    | 'return'
    | 'adjustment';
  readonly reference: string;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/** Locks the tenants' accounts among them, then posts. A second posting of the same fact is an error, and so is a reversal: see `postReversal`. */
export async function post(tx: Tx, at: Date, transfers: readonly Transfer[]): Promise<void> {
  const accounts = transfers.flatMap((each) => [each.from, each.to]);
  await tx.query('SELECT ledger.lock($1)', [accounts]);
  await tx.query('SELECT ledger.post($1, $2, $3::uuid[], $4, $5, $6)', [
    at,
    transfers.map((each) => each.kind),
    transfers.map((each) => each.reference),
    transfers.map((each) => each.from),
    transfers.map((each) => each.to),
    transfers.map((each) => each.amount),
  ]);
}

/**
 * Takes a credited deposit back, even below the tenant's credit limit: of all transfers only this one may. The caller holds the lock of
 * the tenant's account, `from`. An error if no such deposit was credited.
 */
export async function postReversal(
  tx: Tx,
  at: Date,
  { reference, from, to, amount }: Omit<Transfer, 'kind'>,
): Promise<void> {
  const sql = 'SELECT ledger.reverse($1, $2, $3, $4, $5)';
  await tx.query(sql, [at, reference, from, to, amount]);
}

/** After money came in: what a tenant may be below its credit limit is no more than it is. The caller holds its lock. */
export async function settleOverdrawn(tx: Tx, tenantId: number): Promise<void> {
  await tx.query('SELECT ledger.settle_overdrawn($1)', [tenantId]);
}
