import type { LedgerAccountKind } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import type { Mode } from '../kit/tenant-ref.ts';

/** All accounts of one kind, mode and currency. Money in minor units. */
export interface AccountSum {
  readonly mode: Mode;
  readonly currency: string;
  readonly kind: LedgerAccountKind;
  readonly accounts: number;
  /** Positive: more came in than went out. */
  readonly balance: number;
}

/**
 * Sums every posting before a moment, or all of them, by kind of account: never from stored balances, so that it shows what those should be. It
 * reads the whole ledger.
 */
export async function trialBalance(db: Db, before: Date | null): Promise<AccountSum[]> {
  const { rows } = await db.query<AccountSum & Record<string, unknown>>(
    `SELECT a.mode, a.currency, a.kind, count(*)::int AS accounts, coalesce(sum(s.sum), 0)::bigint AS balance
       FROM ledger.accounts a
       LEFT JOIN (
         SELECT p.account_id, sum(p.amount) AS sum FROM ledger.postings p
          WHERE $1::timestamptz IS NULL
             OR EXISTS (SELECT FROM ledger.transfers t WHERE t.transfer_id = p.transfer_id AND t.at < $1)
          GROUP BY p.account_id) s ON s.account_id = a.account_id
      GROUP BY a.mode, a.currency, a.kind
      ORDER BY a.mode, a.currency,
               array_position(ARRAY['available', 'held', 'deposits', 'sales', 'refunds'], a.kind)`,
    [before],
  );
  return rows;
}
