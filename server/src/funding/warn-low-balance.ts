import type { BalanceLow } from '@psnb2b/contract';
import { emitEvent } from '../events/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatMoney } from '../kit/money.ts';
import { findPartner, findTenant } from '../partners/index.ts';

/** Whether a change moves a sum from its threshold, or above, to below it. */
export function fallsBelow(threshold: number, before: number, after: number): boolean {
  return before >= threshold && after < threshold;
}

/**
 * Emits `balance.low` if the spendable money of a tenant fell below its threshold in this transaction: once when it falls, not
 * for every order afterwards. Amounts in minor units, including credit.
 */
export async function warnLowBalance(
  tx: Tx,
  change: {
    readonly tenantId: number;
    readonly before: number;
    readonly after: number;
    readonly subject: string;
    readonly at: Date;
  },
): Promise<void> {
  const { tenantId, before, after, subject, at } = change;
  if (after >= before) return;
  const tenant = await findTenant(tx, tenantId);
  const partner = tenant && (await findPartner(tx, tenant.partnerId));
  const threshold = partner?.lowBalance ?? null;
  if (!partner || threshold === null || !fallsBelow(threshold, before, after)) return;
  const { currency } = partner;
  const data: BalanceLow = {
    available: formatMoney(after, currency),
    threshold: formatMoney(threshold, currency),
    currency,
  };
  await emitEvent(tx, { at, tenantId, type: 'balance.low', subject, data });
}
