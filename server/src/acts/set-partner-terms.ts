import { type Guard, isByStaff, notify, proposeChange } from '../identity/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalidState } from '../kit/refusal.ts';
import { balanceOf, setCreditLimit } from '../ledger/index.ts';
import { type TermChange, type TermName, termChanges, termNames } from '../notifications/index.ts';
import {
  findPartner,
  lockPartner,
  type Partner,
  type PartnerChange,
  setPartner,
  tenantOf,
} from '../partners/index.ts';
import { lockWaiting, mayRaiseAlone, type Proposal, settleProposal } from '../proposals/index.ts';

type Stored = Pick<
  Partner,
  | 'invoiceLimit'
  | 'approvalLimit'
  | 'holdSecondsMax'
  | 'holdsOpenMax'
  | 'lowBalance'
  | 'requestsPerMinute'
  | 'ordersPerMinute'
>;

/** The terms of a business that staff set; members that are left out stay. Money in minor units of its currency. */
export interface PartnerTerms extends Pick<PartnerChange, keyof Stored> {
  /** How far its live balance may go below zero. */
  readonly creditLimit?: number;
}

interface How {
  /** Present if a second person approved: then no approval is required again. */
  readonly approved?: true;
  /** The terms that their editor saw: `invalid_state` if one of them is another now. */
  readonly seen?: PartnerTerms;
}

export interface TermsSet {
  readonly partner: Partner;
  /** The credit limit, if it waits for a second person. */
  readonly proposal: Proposal | null;
}

/**
 * Sets the terms of a business: the audit row has the previous ones, and its owners and finance people are notified.
 * `limit_reached` for a credit limit below the credit in use. More credit than one person may grant is proposed to an admin;
 * everything else takes effect at once.
 */
export async function setPartnerTerms(
  tx: Tx,
  guard: Guard,
  partnerId: string,
  terms: PartnerTerms,
  { approved, seen, ...by }: By & How,
): Promise<TermsSet> {
  const { creditLimit, ...rest } = terms;
  const subject = formatId('prt', partnerId);
  // Locked before the row of the business, in the order that everybody uses: a proposal may be decided right now.
  const waiting =
    creditLimit === undefined
      ? []
      : await lockWaiting(tx, { about: { kind: 'credit_limit', subject } });
  const before = await lockTerms(tx, partnerId);
  if (seen) checkSeen(seen, before);
  const partner = await setPartner(tx, partnerId, rest, by);
  const proposal =
    creditLimit === undefined
      ? null
      : await setCredit(tx, guard, partner, creditLimit, { ...by, ...(approved && { approved }) });
  const after = await readTerms(tx, partnerId);
  const changes = differences(before, after);
  if (before.creditLimit !== after.creditLimit) {
    for (const each of waiting) await settleProposal(tx, each, 'dropped', by);
  }
  if (changes.length === 0) return { partner, proposal };
  const facts = { changes, currency: partner.currency, at: by.at };
  await notify(tx, 'partner.terms_changed', { partnerId }, facts, guard);
  return { partner, proposal };
}

type Terms = Readonly<Partial<Record<TermName, number | null>>>;

/** The terms that both have, with another value. */
function differences(before: Terms, after: Terms): TermChange[] {
  return termNames.flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    return was === undefined || is === undefined || was === is
      ? []
      : { name, before: was, after: is };
  });
}

/** Refuses a change by somebody who did not see the present terms: it would undo a colleague's change unseen. */
function checkSeen(seen: PartnerTerms, now: Partner & Terms): void {
  const changes = differences(seen, now);
  if (changes.length === 0) return;
  const what = termChanges(changes, now.currency);
  throw invalidState('changed', `Somebody changed the terms meanwhile: ${what}. Open them again.`);
}

/** Sets the credit limit as proposed; `invalid_state` if it has changed since. */
export async function raiseCredit(
  tx: Tx,
  guard: Guard,
  partnerId: string,
  { before, after }: { readonly before: number; readonly after: number },
  by: By,
): Promise<void> {
  const { creditLimit, currency } = await lockTerms(tx, partnerId);
  if (creditLimit !== before) {
    const now = `${formatMoney(creditLimit, currency)} now, not ${formatMoney(before, currency)}`;
    const detail = `The limit is ${now}; propose it again.`;
    throw invalidState('changed', detail);
  }
  await setPartnerTerms(tx, guard, partnerId, { creditLimit: after }, { ...by, approved: true });
}

async function setCredit(
  tx: Tx,
  guard: Guard,
  { partnerId, currency, name }: Partner,
  limit: number,
  { approved, ...by }: By & Pick<How, 'approved'>,
): Promise<Proposal | null> {
  const { tenantId } = await tenantOf(tx, partnerId, 'live');
  const before = await creditOf(tx, tenantId);
  if (before === limit) return null;
  const subject = formatId('prt', partnerId);
  if (!approved && !(await isAlone(tx, guard, { before, limit, currency }, by))) {
    const content = { before, after: limit, currency };
    const change = { kind: 'credit_limit', business: name, ...content } as const;
    return proposeChange(tx, guard, { change, subject, content }, by);
  }
  await setCreditLimit(tx, tenantId, { before, after: limit }, { ...by, subject });
  return null;
}

/** Whether one person may set this credit limit: less always, more up to that person's limit. */
async function isAlone(
  tx: Tx,
  { twoPeople }: Guard,
  { before, limit, currency }: { before: number; limit: number; currency: string },
  { actor, at }: By,
): Promise<boolean> {
  if (limit <= before || !isByStaff({ actor })) return true;
  const max = twoPeople.creditAloneMax(currency);
  if (limit > max) return false;
  return mayRaiseAlone(tx, { actor, currency, amount: limit - before }, max, at);
}

/** The present terms, locked until the commit: whoever sets terms locks the business. */
async function lockTerms(tx: Tx, partnerId: string): Promise<Partner & { creditLimit: number }> {
  await lockPartner(tx, partnerId);
  return readTerms(tx, partnerId);
}

async function readTerms(tx: Tx, partnerId: string): Promise<Partner & { creditLimit: number }> {
  const { tenantId } = await tenantOf(tx, partnerId, 'live');
  return { ...(await findPartner(tx, partnerId)), creditLimit: await creditOf(tx, tenantId) };
}

async function creditOf(tx: Tx, tenantId: number): Promise<number> {
  const balance = await balanceOf(tx, tenantId);
  assert(balance, `tenant ${tenantId} has accounts`);
  return balance.creditLimit;
}
