import type { Db } from '../kit/database/index.ts';
import { type AccountSum, KINDS_IN_ORDER } from '../ledger/index.ts';
import type { ShopDay } from './range.ts';

/**
 * What all live accounts of each kind hold at the end of a day, or now (null), in one statement: the movements of each day that the worker
 * counted, and those that it has not counted yet. Its cost grows with days, not with transfers. `verify` compares the same figures with every
 * posting of the ledger (R2, R4).
 */
export async function trialBalance(db: Db, day: ShopDay | null): Promise<AccountSum[]> {
  const { rows } = await db.query<AccountSum & Record<string, unknown>>(
    `WITH moved AS (
       SELECT day, currency, account, amount FROM sales.money_days
        UNION ALL
       SELECT day, currency, account, amount FROM sales.house_days
        UNION ALL
       SELECT day, currency, account, amount FROM sales.pending_money(NULL)
        UNION ALL
       SELECT day, currency, account, amount FROM sales.pending_house()),
     sums AS (
       SELECT currency, account, sum(amount)::bigint AS balance FROM moved
        WHERE $1::date IS NULL OR day <= $1 GROUP BY currency, account)
     SELECT k.currency, k.kind, k.accounts, coalesce(s.balance, 0)::bigint AS balance
       FROM ledger.account_kinds('live') k
       LEFT JOIN sums s ON s.currency = k.currency AND s.account = k.kind
      ORDER BY k.currency, array_position(${KINDS_IN_ORDER}, k.kind)`,
    [day],
    'sales.trial_balance',
  );
  return rows;
}
