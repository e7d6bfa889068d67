import { recordAudit } from '../audit/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { accountsOf, balanceOf, lockAccounts, post } from '../ledger/index.ts';
import { payInvoices } from '../orders/index.ts';
import type { FundingParts } from './parts.ts';
import { warnLowBalance } from './warn-low-balance.ts';

/**
 * Sets a test tenant's money, including money on hold, in minor units. An increase pays pending invoice orders as a deposit does,
 * so the result may be less than requested; less than the money on hold is `validation_failed`. Takes the lock that orders take:
 * a concurrent order is paid from the balance either before or after. Returns the id of the change.
 */
export async function setTestBalance(
  tx: Tx,
  { products }: Pick<FundingParts, 'products'>,
  tenant: TenantRef & { readonly partnerId: string },
  wanted: number,
  by: By,
): Promise<string> {
  const { tenantId, partnerId, mode } = tenant;
  assert(mode === 'test', 'live money comes from deposits alone');
  const { available, deposits } = await accountsOf(tx, tenantId);
  await lockAccounts(tx, [available]);
  const before = await balanceOf(tx, tenantId);
  const { currency, held } = before;
  if (wanted < held) throw tooLittle(held, currency);
  const changeId = newUuid(by.at.getTime());
  const change = wanted - held - before.available;
  if (change !== 0) {
    const [from, to] = change > 0 ? [deposits, available] : [available, deposits];
    const transfer = { kind: 'adjustment', reference: changeId, from, to } as const;
    await post(tx, by.at, [{ ...transfer, amount: Math.abs(change) }]);
  }
  await recordAudit(tx, {
    ...by,
    tenantId,
    action: 'test_balance.set',
    subject: formatId('prt', partnerId),
    detail: { before: before.available + held, balance: wanted, currency },
  });
  if (change > 0) await payInvoices(tx, tenant, products, by.at);
  await warnLowBalance(tx, {
    tenantId,
    before: before.available + before.creditLimit,
    after: wanted - held + before.creditLimit,
    subject: changeId,
    at: by.at,
  });
  return changeId;
}

function tooLittle(held: number, currency: string) {
  const detail = `It must be at least ${formatMoney(held, currency)}, which pending orders hold.`;
  return invalid({ pointer: '/balance', code: 'minimum', detail });
}
