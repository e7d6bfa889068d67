import type { LedgerAccountKind } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';

/** All accounts of one kind and currency. Money in minor units. */
export interface AccountSum {
  readonly currency: string;
  readonly kind: LedgerAccountKind;
  readonly accounts: number;
  /** Positive: more came in than went out. */
  readonly balance: number;
}

/** The order in which kinds of accounts are listed. */
export const KINDS_IN_ORDER = "ARRAY['available', 'held', 'deposits', 'sales', 'refunds']";

/**
 * Sums every posting of a mode before a moment, or all of them, by kind of account: never from stored balances, so that it shows what those
 * should be. It reads all postings of the mode: of live money `trialBalance` of sales does not.
 */
export async function sumPostings(
  db: Db,
  mode: 'live' | 'test',
  before: Date | null,
): Promise<AccountSum[]> {
  const { rows } = await db.query<AccountSum & Record<string, unknown>>(
    `SELECT a.currency, a.kind, count(*)::int AS accounts, coalesce(sum(s.sum), 0)::bigint AS balance
       FROM ledger.accounts a
       LEFT JOIN (
         SELECT p.account_id, sum(p.amount) AS sum FROM ledger.accounts o JOIN ledger.postings p USING (account_id)
          WHERE o.mode = $1 AND ($2::timestamptz IS NULL
             OR EXISTS (SELECT FROM ledger.transfers t WHERE t.transfer_id = p.transfer_id AND t.at < $2))
          GROUP BY p.account_id) s ON s.account_id = a.account_id
      WHERE a.mode = $1
      GROUP BY a.currency, a.kind
      ORDER BY a.currency, array_position(${KINDS_IN_ORDER}, a.kind)`,
    [mode, before],
  );
  return rows;
}
