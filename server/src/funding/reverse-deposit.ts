import { emitEvent } from '../events/index.ts';
import { type Guard, isByStaff, notify, proposeChange } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { readReason } from '../kit/read-reason.ts';
import { invalidState } from '../kit/refusal.ts';
import { accountsOf, balanceOf, lockAccounts, postReversal } from '../ledger/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { findPartner, findTenant } from '../partners/index.ts';
import { lockWaiting, mayRaiseAlone, type Proposal, settleProposal } from '../proposals/index.ts';
import type { Deposit } from './deposit.ts';
import type { FundingParts } from './parts.ts';
import { spendable } from './post-credit.ts';
import { presentDeposit } from './present-deposit.ts';
import { findDeposit, lockDeposit, moveDeposit, mustMove } from './store.ts';
import { warnLowBalance } from './warn-low-balance.ts';

/** A deposit that is to be taken back: reversed, or unchanged with the proposal that waits for a second person. */
export interface Reversal {
  readonly deposit: Deposit;
  readonly proposal: Proposal | null;
}

/**
 * Takes a credited deposit back, because its bank or the operator did: a counter entry of its whole amount, with the reason, of which the
 * partner is notified. The balance may fall below zero and below the credit limit; nothing is bought until it is paid. Repeating it changes
 * nothing. Of what one person takes back and gives alone no more than `CREDIT_ALONE_MAX` counts, over seven days: more is proposed to a second
 * admin. The command line needs no second person.
 */
export async function reverseDeposit(
  parts: Pick<FundingParts, 'database' | 'mailKey' | 'publicUrl' | 'twoPeople'>,
  depositId: string,
  text: string,
  by: By,
): Promise<Reversal> {
  const reason = readReason(text);
  const { tenantId } = await findDeposit(parts.database.reads, depositId);
  return parts.database.transaction(async (tx) => {
    const [waiting = null] = await lockReversals(tx, [depositId]);
    const { available } = await accountsOf(tx, tenantId);
    await lockAccounts(tx, [available]);
    const deposit = await lockDeposit(tx, depositId);
    if (deposit.status === 'reversed') return { deposit, proposal: null };
    mustMove(deposit, 'reversed');
    const [proposal = null] = await proposeReversals(tx, parts, [{ deposit, waiting }], reason, by);
    if (proposal) return { deposit, proposal };
    if (waiting) await settleProposal(tx, waiting, 'dropped', by);
    return { deposit: await reverseLocked(tx, parts, deposit, reason, by), proposal: null };
  });
}

/**
 * The proposals to take these deposits back that wait; those without one are left out. Locks them, and who proposes about these deposits, in
 * one order; called before the accounts of their tenants are locked.
 */
export async function lockReversals(tx: Tx, depositIds: readonly string[]): Promise<Proposal[]> {
  const waiting: Proposal[] = [];
  for (const depositId of [...depositIds].sort()) {
    waiting.push(...(await lockWaiting(tx, { about: aboutReversal(depositId) })));
  }
  return waiting;
}

interface Wanted {
  readonly deposit: Deposit;
  /** The proposal about it that waits. */
  readonly waiting: Proposal | null;
}

/**
 * Proposes to take credited deposits back, if together they are more than their person may take back alone; otherwise none is proposed, and it is
 * counted. A person who asks again gets the proposal that waits; a colleague is refused, `invalid_state`, and can approve it instead. The caller
 * holds the locks of `lockReversals`, of the tenants' accounts and of the deposits.
 */
export async function proposeReversals(
  tx: Tx,
  guard: Guard,
  wanted: readonly Wanted[],
  reason: string,
  by: By,
): Promise<Proposal[]> {
  if (!isByStaff(by)) return [];
  const known = wanted.flatMap(({ waiting }) => waiting ?? []);
  for (const { proposedBy } of known) {
    if (`staff:${formatId('usr', proposedBy)}` === by.actor) continue;
    throw invalidState(
      'waiting',
      'A colleague proposed to take this deposit back, and it waits for a second admin: decide on that proposal.',
    );
  }
  if (known.length === wanted.length) return known;
  if (known.length === 0 && (await mayReverseAlone(tx, guard, wanted, by))) return [];
  const proposals: Proposal[] = [];
  for (const { deposit, waiting } of wanted) {
    proposals.push(waiting ?? (await proposeReversal(tx, guard, deposit, reason, by)));
  }
  return proposals;
}

async function mayReverseAlone(
  tx: Tx,
  { twoPeople }: Guard,
  wanted: readonly Wanted[],
  { actor, at }: By,
): Promise<boolean> {
  const sums = new Map<string, number>();
  for (const { deposit } of wanted) {
    // nothing: the first of its currency.
    const before = sums.get(deposit.currency) ?? 0;
    sums.set(deposit.currency, before + amountOf(deposit));
  }
  for (const [currency, amount] of sums) {
    const max = twoPeople.creditAloneMax(currency);
    if (!(await mayRaiseAlone(tx, { actor, currency, amount }, max, at))) return false;
  }
  return true;
}

async function proposeReversal(
  tx: Tx,
  guard: Guard,
  deposit: Deposit,
  reason: string,
  by: By,
): Promise<Proposal> {
  const { depositId, tenantId, currency, reference } = deposit;
  const amount = amountOf(deposit);
  const payer = required(await findTenant(tx, tenantId), 'a deposit has its tenant');
  const { name: business } = await findPartner(tx, payer.partnerId);
  const { subject } = aboutReversal(depositId);
  const content = { before: null, after: -amount, currency, reason };
  const change = {
    kind: 'deposit_reversal',
    ...{ business, amount, currency, reference, reason },
  } as const;
  return proposeChange(tx, guard, { change, subject, content }, by);
}

/** Takes a deposit back as proposed; `invalid_state` if it is no longer credited. */
export async function reverseAsProposed(
  tx: Tx,
  notifier: Notifier,
  depositId: string,
  { content: { reason } }: Proposal,
  by: By,
): Promise<void> {
  const { tenantId } = await findDeposit(tx, depositId);
  const { available } = await accountsOf(tx, tenantId);
  await lockAccounts(tx, [available]);
  const deposit = await lockDeposit(tx, depositId);
  mustMove(deposit, 'reversed');
  await reverseLocked(tx, notifier, deposit, required(reason, 'it has a reason'), by);
}

/**
 * Takes a credited deposit back in a transaction that has locked the account of its tenant and the deposit: money, state, audit, event and
 * notification are one commit. What waits about it is ended by the caller, before.
 */
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
  const amount = amountOf(deposit);
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
  const data = { deposit: presentDeposit(reversed) };
  await emitEvent(tx, { at, tenantId, type: 'deposit.reversed', subject: depositId, data });
  await warnLowBalance(tx, { tenantId, before, after, subject: depositId, at });
  const facts = { amount, currency, reference, reason, balance: after, at };
  if (payer.mode === 'live') await notify(tx, 'deposit.reversed', payer, facts, notifier);
  return reversed;
}

function aboutReversal(depositId: string) {
  return { kind: 'deposit_reversal', subject: formatId('dep', depositId) } as const;
}

function amountOf({ amount }: Deposit): number {
  return required(amount, 'a credited deposit has its amount');
}
