import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { readReason } from '../kit/read-reason.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import { findTenant } from '../partners/index.ts';
import type { Deposit } from './deposit.ts';
import { lockDeposit, moveDeposit, mustMove } from './store.ts';

/** What is known of a payment that waits. */
export interface DepositFacts {
  /** What will be credited, in minor units of the partner's currency. */
  readonly amount?: number | undefined;
  /** Blocks that confirm it. */
  readonly confirmations?: number | undefined;
}

/** Adds what became known of a payment that is not credited yet. The same again changes nothing. */
export async function updateDeposit(
  tx: Tx,
  depositId: string,
  { amount, confirmations }: DepositFacts,
  by: By,
): Promise<Deposit> {
  const deposit = await lockDeposit(tx, depositId);
  if (amount !== undefined && amount <= 0) {
    throw invalid({ pointer: '/amount', code: 'minimum', detail: 'It must be above 0.' });
  }
  if (confirmations !== undefined && deposit.confirmationsRequired === null) {
    const detail = 'Only a payment with a digital asset has confirmations; leave it out.';
    throw invalid({ pointer: '/confirmations', code: 'unknown_member', detail });
  }
  if (deposit.creditedAt !== null || deposit.status === 'rejected') {
    throw invalidState(deposit.status, `This deposit is ${deposit.status}, and does not change.`);
  }
  const isStated = amount !== undefined && amount !== deposit.amount;
  const isConfirmed = confirmations !== undefined && confirmations !== deposit.confirmations;
  if (!isStated && !isConfirmed) return deposit;
  const status = isConfirmed && deposit.status === 'seen' ? 'confirming' : deposit.status;
  const change = {
    status,
    ...(isStated && { amount, amountBy: by.actor }),
    ...(isConfirmed && { confirmations }),
  } as const;
  return moveDeposit(tx, deposit, change, 'deposit.updated', by);
}

/** Puts a payment into review, before it is credited or after a mistaken rejection. The partner is notified of the reason. */
export async function reviewDeposit(
  tx: Tx,
  notifier: Notifier,
  depositId: string,
  reason: string,
  by: By,
): Promise<Deposit> {
  const { deposit, facts, payer } = await settle(tx, { depositId, to: 'in_review', reason }, by);
  if (payer) await notify(tx, 'deposit.in_review', payer, facts, notifier);
  return deposit;
}

/** Does not credit a payment. The partner is notified of the reason. */
export async function rejectDeposit(
  tx: Tx,
  notifier: Notifier,
  depositId: string,
  reason: string,
  by: By,
): Promise<Deposit> {
  const { deposit, facts, payer } = await settle(tx, { depositId, to: 'rejected', reason }, by);
  if (payer) await notify(tx, 'deposit.rejected', payer, facts, notifier);
  return deposit;
}

interface Step {
  readonly depositId: string;
  readonly to: 'in_review' | 'rejected';
  readonly reason: string;
}

/** `payer`: who is notified, if anything changed and the money is real. */
async function settle(tx: Tx, { depositId, to, ...given }: Step, by: By) {
  const reason = readReason(given.reason);
  const before = await lockDeposit(tx, depositId);
  const { reference, tenantId } = before;
  const facts = { reference, reason, at: by.at };
  if (before.status === to) return { deposit: before, facts, payer: null };
  mustMove(before, to);
  const deposit = await moveDeposit(tx, before, { status: to, reason }, `deposit.${to}`, by);
  const payer = required(await findTenant(tx, tenantId), 'a deposit has its tenant');
  return { deposit, facts, payer: payer.mode === 'live' ? payer : null };
}
