import type { OrderCreate } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Refusal } from '../kit/refusal.ts';
import type { Buyer } from '../partners/index.ts';
import { findQuotaRefusal, trySpendQuota } from '../quotas/index.ts';
import type { OrderParts } from './parts.ts';

/** Why no more can be sold for test money today, or null: test stock is made on demand, and nobody pays for its space. */
export async function testQuotaRefusal(
  db: Db,
  { partnerId }: Buyer,
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
 * Counts a test order after it was placed: a replay costs nothing. Counted after its commit and not in it, so that no order waits
 * for the row of a quota. Concurrent orders may thus exceed it slightly; the limit of orders per minute bounds that, and they
 * cost rows but no money.
 */
export async function spendTestQuota(
  { database, clock }: OrderParts,
  { partnerId }: Buyer,
  { quantity }: OrderCreate,
): Promise<void> {
  const spender = { owner: formatId('prt', partnerId), at: clock.now() };
  await database.transaction(async (tx) => {
    await trySpendQuota(tx, 'test_orders', spender);
    await trySpendQuota(tx, 'test_codes', spender, quantity);
  });
}
