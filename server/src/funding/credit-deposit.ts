import { isByStaff } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import { accountsOf, balanceOf, lockAccounts } from '../ledger/index.ts';
import { findTenant } from '../partners/index.ts';
import { mayRaiseAlone } from '../proposals/index.ts';
import type { Deposit } from './deposit.ts';
import type { FundingParts } from './parts.ts';
import { postCredit } from './post-credit.ts';
import { type Payer, recordDeposit } from './record-deposit.ts';
import { sumText } from './sent-text.ts';
import { findDeposit, lockDeposit } from './store.ts';

export interface Credit {
  /** Minor units of the partner's currency. */
  readonly amount: number;
  readonly currency: string;
  /** The bank's or the operator's name for the payment; a deposit is identified by it. */
  readonly reference: string;
  readonly actor: string;
}

export interface Credited {
  readonly depositId: string;
  /** Minor units: available after the deposit and the orders that it paid. */
  readonly balance: number;
  readonly ordersPaid: readonly string[];
  /** Whether the deposit was already credited. */
  readonly repeated: boolean;
}

/**
 * Records a payment without a method and credits it at once, once per reference: the same amount again returns the same deposit and moves
 * nothing, another amount or another partner is refused. For the command line and for demos; staff record and credit in two steps.
 */
export async function creditDeposit(
  parts: FundingParts,
  payer: Payer,
  { amount, currency, reference, actor }: Credit,
): Promise<Credited> {
  if (currency !== payer.currency) {
    const detail = `The balance of this partner is in ${payer.currency}, not in ${currency}.`;
    throw invalid({ pointer: '/currency', code: 'enum', detail });
  }
  const { tenantId } = payer;
  return parts.database.transaction(async (tx) => {
    const accounts = await accountsOf(tx, tenantId);
    await lockAccounts(tx, [accounts.available]);
    const by = { actor, at: parts.clock.now() };
    const given = { payer, method: null, reference, sentAmount: null, amount };
    const { deposit } = await recordDeposit(tx, given, by);
    const { depositId } = deposit;
    if (deposit.status === 'credited') {
      const { available } = await balanceOf(tx, tenantId);
      return { depositId, balance: available, ordersPaid: [], repeated: true };
    }
    const own = { payer, accounts };
    const { ordersPaid } = await postCredit(
      tx,
      parts,
      own,
      deposit,
      { amount, amountBy: actor },
      by,
    );
    const { available } = await balanceOf(tx, tenantId);
    return { depositId, balance: available, ordersPaid, repeated: false };
  });
}

/**
 * Credits a recorded deposit, with the amount of its record or another one, in minor units of the partner's currency. Repeated with the
 * same amount it changes nothing. Of what one person states and credits alone, no more than one person may give counts (`CREDIT_ALONE_MAX`,
 * over seven days): more is stated by one person and credited by another. The command line needs no second person.
 */
export async function creditRecorded(
  parts: FundingParts,
  depositId: string,
  stated: number | undefined,
  by: By,
): Promise<Deposit> {
  const { tenantId } = await findDeposit(parts.database.reads, depositId);
  return parts.database.transaction(async (tx) => {
    const { available } = await accountsOf(tx, tenantId);
    await lockAccounts(tx, [available]);
    const deposit = await lockDeposit(tx, depositId);
    const credited = await creditLocked(tx, parts, deposit, stated, by);
    if (credited) return credited;
    throw invalidState(
      deposit.status,
      'You said yourself how much is credited, and it is more than one person may give alone. Record the amount, and let a colleague credit it.',
    );
  });
}

/**
 * The same in a transaction that has locked the account of its tenant and the deposit. Null, and nothing is credited: it is more than its
 * person may both state and credit.
 */
export async function creditLocked(
  tx: Tx,
  parts: Pick<FundingParts, 'products' | 'mailKey' | 'publicUrl' | 'twoPeople'>,
  deposit: Deposit,
  stated: number | undefined,
  by: By,
): Promise<Deposit | null> {
  if (deposit.status === 'credited' && deposit.amount === (stated ?? deposit.amount))
    return deposit;
  const due = await dueCredit(tx, parts, deposit, stated, by);
  return due && creditDue(tx, parts, due, by);
}

/** A credit that its person may give: nothing is credited yet. */
export interface DueCredit {
  readonly deposit: Deposit;
  /** Minor units of the partner's currency. */
  readonly amount: number;
  /** Who said how much it is. */
  readonly amountBy: string;
}

/** The first half of `creditLocked`, without shelves and events: it counts what its person gives. Null: it is more than they may. */
export async function dueCredit(
  tx: Tx,
  parts: Pick<FundingParts, 'twoPeople'>,
  deposit: Deposit,
  stated: number | undefined,
  by: By,
): Promise<DueCredit | null> {
  const { currency } = deposit;
  const amount = stated ?? deposit.amount;
  if (amount === null) {
    const detail = `It is missing: say how much of ${sumText(deposit)} is credited in ${currency}.`;
    throw invalid({ pointer: '/amount', code: 'required', detail });
  }
  if (amount <= 0) {
    throw invalid({
      pointer: '/amount',
      code: 'minimum',
      detail: 'It must be above 0. Reject the payment if nothing of it is credited.',
    });
  }
  const amountBy = amount === deposit.amount ? (deposit.amountBy ?? by.actor) : by.actor;
  if (isByStaff(by) && amountBy === by.actor) {
    const max = parts.twoPeople.creditAloneMax(currency);
    if (!(await mayRaiseAlone(tx, { actor: by.actor, currency, amount }, max, by.at))) return null;
  }
  return { deposit, amount, amountBy };
}

/** The second half: credits it. Who credits several partners in one transaction locks the shelves of all of them before the first. */
export async function creditDue(
  tx: Tx,
  parts: Pick<FundingParts, 'products' | 'mailKey' | 'publicUrl'>,
  { deposit, amount, amountBy }: DueCredit,
  by: By,
): Promise<Deposit> {
  const { tenantId } = deposit;
  const payer = required(await findTenant(tx, tenantId), 'a deposit has its tenant');
  const own = { payer, accounts: await accountsOf(tx, tenantId) };
  const { credited } = await postCredit(tx, parts, own, deposit, { amount, amountBy }, by);
  return credited;
}
