import { emitEvent } from '../events/index.ts';
import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import {
  balanceOf,
  post,
  settleOverdrawn,
  type TenantAccounts,
  type TenantBalance,
} from '../ledger/index.ts';
import { payInvoices } from '../orders/index.ts';
import type { Deposit } from './deposit.ts';
import type { FundingParts } from './parts.ts';
import { presentDeposit } from './present-deposit.ts';
import type { Payer } from './record-deposit.ts';
import { moveDeposit, mustMove } from './store.ts';
import { warnLowBalance } from './warn-low-balance.ts';

/** A balance with its credit limit: what orders can spend. */
export function spendable({ available, creditLimit }: TenantBalance): number {
  return available + creditLimit;
}

/**
 * Credits a deposit: the money, its state, the audit, the event and the notification are one commit, and pending invoice orders are paid
 * in it, oldest first, each completely or not at all. The caller holds the locks of the tenant's account and of the deposit. Returns the
 * ids of the orders that were paid.
 */
export async function postCredit(
  tx: Tx,
  { products, ...notifier }: Pick<FundingParts, 'products' | 'mailKey' | 'publicUrl'>,
  { payer, accounts }: { readonly payer: Payer; readonly accounts: TenantAccounts },
  deposit: Deposit,
  { amount, amountBy }: { readonly amount: number; readonly amountBy: string },
  by: By,
): Promise<{ readonly credited: Deposit; readonly ordersPaid: string[] }> {
  mustMove(deposit, 'credited');
  const { depositId, tenantId, currency, reference } = deposit;
  const { at } = by;
  const before = await balanceOf(tx, tenantId);
  const moved = { status: 'credited', amount, amountBy, reason: null } as const;
  const credited = await moveDeposit(tx, deposit, moved, 'deposit.credited', by);
  const { deposits: from, available: to } = accounts;
  await post(tx, at, [{ kind: 'deposit', reference: depositId, from, to, amount }]);
  await settleOverdrawn(tx, tenantId);
  const ordersPaid = await payInvoices(tx, payer, products, at);
  // Events are written last, as by everybody: orders lock shelves before, and others wait for a tenant's events while they hold some.
  const data = { deposit: presentDeposit(credited) };
  await emitEvent(tx, { at, tenantId, type: 'deposit.credited', subject: depositId, data });
  const after = spendable(await balanceOf(tx, tenantId));
  await warnLowBalance(tx, { tenantId, before: spendable(before), after, subject: depositId, at });
  const facts = { amount, currency, reference, balance: after, at };
  if (payer.mode === 'live') await notify(tx, 'deposit.credited', payer, facts, notifier);
  return { credited, ordersPaid };
}
