import { recordAudit } from '../audit/index.ts';
import { bringDeadlinesNearer } from '../claims/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { SECOND_MS } from '../kit/time.ts';
import { accountsOf, lockAccounts } from '../ledger/index.ts';
import {
  bringEndsNearer,
  expireOrders,
  type OrderParts,
  openSince,
  playNexts,
} from '../orders/index.ts';
import { noteAdvance } from '../partners/index.ts';
import { spendQuota } from '../quotas/index.ts';
import { bringRetriesNearer } from '../webhooks/index.ts';

/**
 * Lets time pass for the data of a test tenant: everything that waits is nearer to its end by these seconds, and nothing that happened
 * changes. The time itself is the same for everybody, so live data cannot notice. Takes the lock that orders take. Refuses with
 * `limit_reached` above a year in all, or above the quota of a day.
 */
export async function advanceTestClock(
  tx: Tx,
  tenant: TenantRef & { readonly partnerId: string },
  seconds: number,
  by: By,
): Promise<void> {
  const { tenantId, partnerId, mode } = tenant;
  assert(mode === 'test', 'live data follows the clock of the server alone');
  const { available } = await accountsOf(tx, tenantId);
  await lockAccounts(tx, [available]);
  await noteAdvance(tx, tenant, seconds, by.at);
  const byMs = seconds * SECOND_MS;
  const since = await openSince(tx, by.at);
  await bringEndsNearer(tx, tenantId, byMs, since);
  await bringDeadlinesNearer(tx, tenantId, byMs, since);
  await bringRetriesNearer(tx, tenantId, byMs);
  await recordAudit(tx, {
    ...by,
    tenantId,
    action: 'test_clock.advanced',
    subject: formatId('prt', partnerId),
    detail: { seconds },
  });
  await spendQuota(tx, 'test_clock', { owner: `tenant ${tenantId}`, at: by.at });
}

/** Ends the orders of a test tenant whose time is over after an advance, as the background job does a few seconds later. */
export async function endAdvancedOrders(
  parts: Pick<OrderParts, 'database' | 'clock' | 'catalog'>,
  { tenantId, mode }: TenantRef,
): Promise<void> {
  assert(mode === 'test', 'live orders end on trusted time');
  await expireOrders(parts, { tenantId });
  await playNexts(parts, { tenantId });
}
