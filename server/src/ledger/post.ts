import type { Tx } from '../kit/database/index.ts';

/** A transfer from one account to another, in minor units, once per kind and reference. */
export interface Transfer {
  readonly kind:
    | 'order'
    | 'hold'
    | 'capture'
    | 'release'
    | 'deposit'
    | 'refund'
    | 'return'
    | 'adjustment';
  readonly reference: string;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/** Locks the tenants' accounts among them, then posts. A second posting of the same fact is an error. */
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
