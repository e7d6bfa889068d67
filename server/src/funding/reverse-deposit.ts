import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { readReason } from '../kit/read-reason.ts';
import { accountsOf, balanceOf, lockAccounts, postReversal } from '../ledger/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { findTenant } from '../partners/index.ts';
import type { Deposit } from './deposit.ts';
import type { FundingParts } from './parts.ts';
import { spendable } from './post-credit.ts';
import { findDeposit, lockDeposit, moveDeposit, mustMove } from './store.ts';
import { warnLowBalance } from './warn-low-balance.ts';

/**
 * Takes a credited deposit back, because its bank or the operator did: a counter entry of its whole amount, with the reason, of which the
 * partner is notified. The balance may fall below zero and below the credit limit; nothing is bought until it is paid. Repeating it changes nothing.
 */
export async function reverseDeposit(
  parts: Pick<FundingParts, 'database' | 'mailKey' | 'publicUrl'>,
  depositId: string,
  text: string,
  by: By,
): Promise<Deposit> {
  const { tenantId } = await findDeposit(parts.database.reads, depositId);
  return parts.database.transaction(async (tx) => {
    const { available } = await accountsOf(tx, tenantId);
    await lockAccounts(tx, [available]);
    return reverseLocked(tx, parts, await lockDeposit(tx, depositId), text, by);
  });
}

/** The same in a transaction that has locked the account of its tenant and the deposit. */
export async function reverseLocked(
  tx: Tx,
  notifier: Notifier,
  deposit: Deposit,
  text: string,
  by: By,
): Promise<Deposit> {
  const reason = readReason(text);
  if (deposit.status === 'reversed') return deposit;
  mustMove(deposit, 'reversed');
  const { depositId, tenantId, currency, reference } = deposit;
  const { at } = by;
  const payer = required(await findTenant(tx, tenantId), 'a deposit has its tenant');
  const { deposits, available } = await accountsOf(tx, tenantId);
  const amount = required(deposit.amount, 'a credited deposit has its amount');
  const before = spendable(await balanceOf(tx, tenantId));
  const reversed = await moveDeposit(
    tx,
    deposit,
    { status: 'reversed', reason },
    'deposit.reversed',
    by,
  );
  await postReversal(tx, at, { reference: depositId, from: available, to: deposits, amount });
  const after = spendable(await balanceOf(tx, tenantId));
  await warnLowBalance(tx, { tenantId, before, after, subject: depositId, at });
  const facts = { amount, currency, reference, reason, balance: after, at };
  if (payer.mode === 'live') await notify(tx, 'deposit.reversed', payer, facts, notifier);
  return reversed;
}
