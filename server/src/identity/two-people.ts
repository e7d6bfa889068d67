import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';
import type { Notifier, ProposedChange, Recipient } from '../notifications/index.ts';
import { type Content, type Proposal, propose } from '../proposals/index.ts';
import { listPeople, notify } from './notify.ts';
import type { User } from './person.ts';
import { findUser, hasAccountAt } from './store.ts';

/** The operator's settings for changes that need two people. */
export interface TwoPeople {
  /** Delay of a change if there is no second admin. */
  readonly delayMs: number;
  /** A higher credit limit than this, in minor units, needs two people; a person's raises of seven days add up. */
  readonly creditAloneMax: (currency: string) => number;
}

/** What verbs need that may propose instead of act. */
export interface Guard extends Notifier {
  readonly twoPeople: TwoPeople;
}

/** A change that weakens a safeguard, as it is proposed. */
export interface NewChange {
  readonly change: ProposedChange;
  readonly subject: string;
  readonly content: Content;
  /** The person whose account it is about: they are notified, may stop it, and cannot approve it. */
  readonly concerns?: User;
}

const FORMER_ADMIN_MS = 30 * DAY_MS;

/**
 * Whether an act is by a member of staff, who needs a second person for changes that weaken a safeguard. The command line does
 * not: whoever has it has the database and its keys, and could walk around the rule. All admins are notified of what it does.
 */
export function isByStaff(by: Pick<By, 'actor'>): boolean {
  return staffOfActor(by.actor) !== null;
}

/** The id in `staff:usr_…`. */
export function staffOfActor(actor: string): string | null {
  const [side, id = ''] = actor.split(':');
  return side === 'staff' ? parseId('usr', id) : null;
}

/** Whether who acts is a member of staff who is a person of this business, too: they decide on nothing of it. */
export async function isOfBusiness(db: Db, actor: string, partnerId: string): Promise<boolean> {
  const userId = staffOfActor(actor);
  return userId !== null && hasAccountAt(db, userId, partnerId);
}

/**
 * Proposes a change to the other admins, in the commit of the request, and notifies them and the person concerned by e-mail. If
 * nobody else is an admin, it waits for the delay, and all staff are notified, as well as anybody who was an admin recently.
 */
export async function proposeChange(
  tx: Tx,
  guard: Guard,
  { change, subject, content, concerns }: NewChange,
  by: By,
): Promise<Proposal> {
  const proposedBy = staffOfActor(by.actor);
  if (proposedBy === null) throw new Error('a person of the staff proposes');
  const { name } = await findUser(tx, proposedBy);
  const { kind } = change;
  const admins = await listPeople(tx, { staff: ['admin'] });
  const approvers = approversOf(admins, proposedBy, concerns);
  const { delayMs } = guard.twoPeople;
  const asked = { kind, subject, content, proposedBy, approvers, delayMs };
  const proposal = await propose(tx, asked, by);
  const { takesEffectAt } = proposal;
  const { at } = by;
  if (takesEffectAt === null)
    await notify(tx, 'proposal.made', 'staff', { name, change, at }, guard);
  else {
    const alsoStaff = await formerAdmins(tx, at);
    const facts = { name, change, takesEffectAt, at };
    await notify(tx, 'proposal.delayed', { alsoStaff }, facts, guard);
  }
  if (concerns) await notify(tx, 'account.proposal', concerns, { name, change, at }, guard);
  return proposal;
}

/** Ids of the admins, any of whom can approve a change: neither its proposer nor the person concerned. */
export function approversOf(
  admins: readonly Pick<User, 'userId'>[],
  proposedBy: string,
  concerns: Pick<User, 'userId'> | undefined,
): string[] {
  const without = [proposedBy, concerns?.userId];
  return admins.map(({ userId }) => userId).filter((id) => !without.includes(id));
}

/** The outcome of a proposal; `by` is who decided, null for the end of its delay. */
export type Ending =
  | { readonly to: 'approved'; readonly by: string | null }
  | { readonly to: 'refused'; readonly by: string }
  | { readonly to: 'dropped' };

/** Notifies all admins, and its proposer, of the outcome of a proposal. */
export async function notifyProposalEnding(
  tx: Tx,
  notifier: Notifier,
  { kind, proposedBy }: Proposal,
  ending: Ending,
  at: Date,
): Promise<void> {
  const proposer = await findUser(tx, proposedBy);
  const isTold = proposer.role === 'admin' || proposer.disabledAt !== null;
  const whom = isTold ? 'staff' : { alsoStaff: [proposer] };
  switch (ending.to) {
    case 'approved':
      return notify(tx, 'proposal.approved', whom, { kind, by: ending.by, at }, notifier);
    case 'refused':
      return notify(tx, 'proposal.refused', whom, { kind, by: ending.by, at }, notifier);
    case 'dropped':
      return notify(tx, 'proposal.dropped', whom, { kind, at }, notifier);
    default:
      return ending satisfies never;
  }
}

export function mayApprove({ state, approvers }: Proposal, user: Pick<User, 'userId' | 'role'>) {
  return state === 'waiting' && user.role === 'admin' && approvers.includes(user.userId);
}

/** Stopping a change needs no second person. */
export function mayRefuse(
  { state, approvers, proposedBy, subject }: Proposal,
  { userId, role }: Pick<User, 'userId' | 'role'>,
): boolean {
  if (state !== 'waiting') return false;
  const concerned = subject === formatId('usr', userId);
  return role === 'admin' || userId === proposedBy || concerned || approvers.length === 0;
}

/** Refuses with the reason why this person cannot approve it. */
export function checkMayApprove(proposal: Proposal, user: Pick<User, 'userId' | 'role'>): void {
  if (mayApprove(proposal, user)) return;
  throw invalidState(proposal.state, whyNot(proposal, user.userId));
}

function whyNot({ state, subject, proposedBy, takesEffectAt }: Proposal, userId: string): string {
  if (state !== 'waiting') return `This proposal is already ${state}.`;
  if (userId === proposedBy) return 'You proposed it; another admin approves it.';
  if (subject === formatId('usr', userId)) return 'It is about your account; others decide on it.';
  if (takesEffectAt !== null) {
    return `Nobody could approve it when it was proposed; it takes effect at ${takesEffectAt.toISOString()} unless it is stopped.`;
  }
  return 'You were no admin when it was proposed; somebody who was approves it.';
}

/** People who were admins and were disabled recently: the person who would object may be the one who was removed. */
async function formerAdmins(db: Db, at: Date): Promise<Recipient[]> {
  const { rows } = await db.query<Recipient>(
    `SELECT user_id AS "userId", email, name, door AS "webApp", disabled_at AS "disabledAt" FROM identity.users
      WHERE door = 'console' AND role = 'admin' AND disabled_at > $1`,
    [new Date(at.getTime() - FORMER_ADMIN_MS)],
  );
  return rows;
}
