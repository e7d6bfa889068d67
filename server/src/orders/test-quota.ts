import type { OrderCreate } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Refusal } from '../kit/refusal.ts';
import type { KeyEntry } from '../partners/index.ts';
import { findQuotaRefusal, trySpendQuota } from '../quotas/index.ts';
import type { OrderParts } from './parts.ts';

/**
 * Why no more is sold for test money today, or null: test stock is made when it is asked for, and
 * nobody pays for what it takes.
 */
export async function testQuotaRefusal(
  db: Db,
  { partnerId }: KeyEntry,
  { quantity }: OrderCreate,
  at: Date,
): Promise<Refusal | null> {
  const spender = { owner: formatId('prt', partnerId), at };
  return (
    (await findQuotaRefusal(db, 'test_orders', spender)) ??
    (await findQuotaRefusal(db, 'test_codes', spender, quantity))
  );
}

/**
 * Counts a test order once it is placed: a replay costs nothing. After its commit and not in it, so that
 * no order waits for the row of a quota: whoever sends many at once may pass it by those that are under
 * way, which the limit of orders a minute bounds, and which cost rows and no money.
 */
export async function spendTestQuota(
  { database, clock }: OrderParts,
  { partnerId }: KeyEntry,
  { quantity }: OrderCreate,
): Promise<void> {
  const spender = { owner: formatId('prt', partnerId), at: clock.now() };
  await database.transaction(async (tx) => {
    await trySpendQuota(tx, 'test_orders', spender);
    await trySpendQuota(tx, 'test_codes', spender, quantity);
  });
}
