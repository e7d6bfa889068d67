import { consolePages } from '@psnb2b/contract';
import type { By } from '../audit/index.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import { type Content, type Proposal, propose } from '../proposals/index.ts';
import { notify, type Recipient, recipientsOf } from './notify.ts';
import type { User } from './person.ts';
import { findUser } from './store.ts';
import { mailAll, type Teller, tellAdmins } from './tell.ts';
import { tellOfAccount } from './tell-of-people.ts';

/** What the operator set of changes that take two people. */
export interface TwoPeople {
  /** So long a change waits where there is no second admin. */
  readonly delayMs: number;
  /** More credit than this, in minor units, takes two people; in all of a person's seven days. */
  readonly creditAloneMax: (currency: string) => number;
}

/** What verbs need that may propose instead of doing. */
export interface Guard extends Teller {
  readonly twoPeople: TwoPeople;
}

/** A change that moves a guard, as it is proposed. */
export interface Change {
  readonly kind: Proposal['kind'];
  readonly subject: string;
  readonly content: Content;
  /** What it would do, without subject: `raise the credit limit of X from 0.00 to 900.00 USD`. */
  readonly would: string;
  /** Whose account it is about: they are told, may stop it, and cannot approve it. */
  readonly concerns?: User;
}

const FORMER_ADMIN_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Whether an act is by a person of the staff, who needs a second one for what moves a guard. The command
 * line does not: who has it has the database and its keys, and a rule that they can walk around would
 * only look like one. What it does is told to all admins.
 */
export function isByStaff(by: Pick<By, 'actor'>): boolean {
  return staffOfActor(by.actor) !== null;
}

/** The id in `staff:usr_…`. */
export function staffOfActor(actor: string): string | null {
  const [side, id = ''] = actor.split(':');
  return side === 'staff' ? parseId('usr', id) : null;
}

/**
 * Proposes a change to the other admins, in the commit of who asks for it, and tells them and whom it
 * concerns by e-mail. Where nobody else is an admin it waits for the delay, everybody of the staff is told,
 * and whoever was an admin of late.
 */
export async function proposeChange(
  tx: Tx,
  guard: Guard,
  change: Change,
  by: By,
): Promise<Proposal> {
  const proposedBy = staffOfActor(by.actor);
  if (proposedBy === null) throw new Error('a person of the staff proposes');
  const { name } = await findUser(tx, proposedBy);
  const { kind, subject, content, would, concerns } = change;
  const admins = await recipientsOf(tx, { staff: ['admin'] });
  const approvers = approversOf(admins, proposedBy, concerns);
  const { delayMs } = guard.twoPeople;
  const asked = { kind, subject, content, proposedBy, approvers, delayMs };
  const proposal = await propose(tx, asked, by);
  const until = proposal.takesEffectAt?.toISOString().slice(0, 16).replace('T', ' ');
  const told = {
    kind: 'proposal.made',
    text: `${name} proposes to ${would}.`,
    words:
      until === undefined
        ? 'It takes a second admin: approve or refuse it in the console.'
        : `There is no other admin to approve it: it takes effect at ${until} UTC, unless somebody stops it in the console before.`,
    path: consolePages.proposals,
    at: by.at,
  };
  if (until === undefined) await tellAdmins(tx, guard, told);
  else {
    const staff = await notify(tx, { staff: 'all' }, told);
    await mailAll(tx, guard, 'console', [...staff, ...(await formerAdmins(tx, by.at))], told);
  }
  if (concerns) {
    const text = `${name} proposes to ${would}: this is your account.`;
    const words = 'If you did not ask for this, stop it in the console, under Proposals.';
    await tellOfAccount(tx, guard, concerns, { kind: 'account.proposal', text, words, at: by.at });
  }
  return proposal;
}

/** Ids of the admins of whom one can approve a change: neither who proposes it nor whom it concerns. */
export function approversOf(
  admins: readonly Pick<User, 'userId'>[],
  proposedBy: string,
  concerns: Pick<User, 'userId'> | undefined,
): string[] {
  const without = [proposedBy, concerns?.userId];
  return admins.map(({ userId }) => userId).filter((id) => !without.includes(id));
}

/** Tells all admins what became of a proposal, and its proposer. */
export async function tellOfProposal(
  tx: Tx,
  guard: Teller,
  proposal: Proposal,
  text: string,
  kind: 'proposal.approved' | 'proposal.refused' | 'proposal.dropped',
  at: Date,
): Promise<void> {
  const told = { kind, text, path: consolePages.proposals, at };
  await tellAdmins(tx, guard, told);
  const proposer = await findUser(tx, proposal.proposedBy);
  if (proposer.role === 'admin' || proposer.disabledAt !== null) return;
  await notify(tx, { userId: proposer.userId }, told);
  await mailAll(tx, guard, 'console', [proposer], told);
}

export function mayApprove({ state, approvers }: Proposal, user: Pick<User, 'userId' | 'role'>) {
  return state === 'waiting' && user.role === 'admin' && approvers.includes(user.userId);
}

/** Who stops a change needs no second person. */
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
  if (state !== 'waiting') return `This proposal is ${state} already.`;
  if (userId === proposedBy) return 'You proposed it; another admin approves it.';
  if (subject === formatId('usr', userId)) return 'It is about your account; others decide on it.';
  if (takesEffectAt !== null) {
    return `Nobody could approve it when it was proposed; it takes effect at ${takesEffectAt.toISOString()} unless it is stopped.`;
  }
  return 'You were no admin when it was proposed; somebody who was approves it.';
}

/** Who was an admin and was disabled of late: the one who would object may be the one who was sent away. */
async function formerAdmins(db: Db, at: Date): Promise<Recipient[]> {
  const { rows } = await db.query<Recipient>(
    `SELECT user_id AS "userId", email, name FROM identity.users
      WHERE door = 'console' AND role = 'admin' AND disabled_at > $1`,
    [new Date(at.getTime() - FORMER_ADMIN_MS)],
  );
  return rows;
}
