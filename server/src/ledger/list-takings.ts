import type { Db } from '../kit/database/index.ts';
import type { TenantAccounts } from './accounts.ts';
import { periodOf } from './statement.ts';

/** Money that an order took from what a tenant had available (negative, minor units), or that came back from it when it ended unpaid. */
export interface Taking {
  readonly at: Date;
  /** The order. */
  readonly reference: string;
  readonly amount: number;
  /** What the tenant had available afterwards; what is below zero is credit. */
  readonly after: number;
}

/** What orders took from a tenant from then on and what they released, the newest first and at most so many. */
export async function listTakings(
  db: Db,
  accounts: Pick<TenantAccounts, 'available' | 'held'>,
  { since, most }: { readonly since: Date; readonly most: number },
): Promise<Taking[]> {
  const { from } = await periodOf(db, accounts, { from: since });
  const { rows } = await db.query<Taking & Record<string, unknown>>(
    `SELECT t.at, t.reference, p.amount, p.balance_after AS after
       FROM ledger.postings p JOIN ledger.transfers t USING (transfer_id)
      WHERE p.account_id = $1 AND p.account_version > $2 AND t.kind IN ('order', 'hold', 'release')
      ORDER BY p.account_version DESC LIMIT $3`,
    [accounts.available, from.available, most],
  );
  return rows;
}
