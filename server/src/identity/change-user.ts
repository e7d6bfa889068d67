import type { PartnerRole, StaffRole } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import type { Group, Notifier } from '../notifications/index.ts';
import { lockWaiting, settleProposal } from '../proposals/index.ts';
import { actorNames } from './actor-names.ts';
import { checkNames } from './check-name.ts';
import { revokeInvitations, revokeLinks } from './links.ts';
import { notify } from './notify.ts';
import { actorOf, type Person, type User } from './person.ts';
import { endSessions, refuseSignInsUnderWay } from './sessions.ts';
import { lockPerson } from './standing.ts';
import { findUser } from './store.ts';

/** What to change about a person; members that are left out stay. */
export interface UserChange<Role = PartnerRole | StaffRole> {
  readonly role?: Role;
  readonly disabled?: boolean;
}

/**
 * Changes a person's role, or disables them and ends their sessions. A business keeps an owner, and the staff an admin, who can
 * sign in: `invalid_state` for a change that would leave none. When an owner or admin leaves, open invitations are revoked,
 * because they may have invited themselves. The person's proposals are dropped. The person is notified, and so are those who
 * answer for the group.
 */
export async function changeUser(
  tx: Tx,
  notifier: Notifier,
  group: Group,
  userId: string,
  change: UserChange,
  by: By,
): Promise<User> {
  // Locked before the people, in the order that everybody uses: one of their proposals may be decided right now.
  const loses = change.role !== undefined || change.disabled === true;
  const proposals = loses ? await lockWaiting(tx, { proposedBy: userId }) : [];
  await lockGroup(tx, group);
  const before = await userOf(tx, group, userId);
  const role = change.role ?? before.role;
  const disabled = change.disabled ?? before.disabledAt !== null;
  if (role === before.role && disabled === (before.disabledAt !== null)) return before;
  const disabledAt = disabled ? (before.disabledAt ?? by.at) : null;
  await tx.query(
    `UPDATE identity.users SET role = $2, disabled_at = $3, access_since = $4, access_by = $5
      WHERE user_id = $1`,
    [userId, role, disabledAt, by.at, await nameOfActor(tx, by.actor)],
  );
  if (role !== before.role) await refuseSignInsUnderWay(tx, userId);
  if (disabled) {
    await endSessions(tx, userId, null);
    await revokeLinks(tx, userId, by.at);
  }
  if (isHead(before) && (disabled || !isHead({ role }))) await revokeInvitations(tx, group, by.at);
  await keepsHead(tx, group);
  if (disabled || role !== before.role) {
    for (const proposal of proposals) await settleProposal(tx, proposal, 'dropped', by);
  }
  await recordAudit(tx, {
    ...by,
    action: 'user.changed',
    subject: actorOf(before),
    detail: {
      before: { role: before.role, disabled: before.disabledAt !== null },
      after: { role, disabled },
    },
  });
  const after = await findUser(tx, userId);
  await notifyUserChange(tx, notifier, group, before, after, by.at);
  return after;
}

/** The name of a person who acts; the command line and the system are named as in the audit. */
async function nameOfActor(tx: Tx, actor: string): Promise<string> {
  return (await actorNames(tx, [actor])).get(actor) ?? actor;
}

/**
 * Locks what a change of a person depends on, in the order that everybody uses: the person's proposals and those about them, the
 * people of the group, and the person who makes the change, who is checked again.
 */
export async function lockForChange(
  tx: Tx,
  group: Group,
  userId: string,
  caller: Person,
): Promise<void> {
  const about = { kind: 'staff_admin', subject: formatId('usr', userId) } as const;
  await lockWaiting(tx, { proposedBy: userId, ...(group === 'staff' && { about }) });
  await lockGroup(tx, group);
  await lockPerson(tx, caller);
}

async function notifyUserChange(
  tx: Tx,
  notifier: Notifier,
  group: Group,
  before: User,
  after: User,
  at: Date,
): Promise<void> {
  const { name, role } = after;
  const disabled = after.disabledAt !== null;
  const change = {
    role: before.role === role ? null : role,
    disabled: (before.disabledAt !== null) === disabled ? null : disabled,
  };
  await notify(tx, 'user.changed', group, { name, change, at }, notifier);
  await notify(tx, 'account.changed', after, { role, disabled, at }, notifier);
}

/**
 * For a person who lost a second factor: removes all of them and ends the sessions. The person and all owners or admins of the
 * group are notified, because whoever has the password can sign in with it alone once.
 */
export async function resetFactors(
  tx: Tx,
  notifier: Notifier,
  group: Group,
  userId: string,
  by: By,
): Promise<User> {
  await lockGroup(tx, group);
  const user = await userOf(tx, group, userId);
  if (actorOf(user) === by.actor) {
    const detail = 'Your own second factor is changed in your settings.';
    throw invalidState('own_account', detail);
  }
  await tx.query(
    'UPDATE identity.users SET totp_secret = NULL, totp_waiting = NULL WHERE user_id = $1',
    [userId],
  );
  await tx.query('DELETE FROM identity.passkeys WHERE user_id = $1', [userId]);
  await tx.query('DELETE FROM identity.recovery_codes WHERE user_id = $1', [userId]);
  await endSessions(tx, userId, null);
  await recordAudit(tx, { ...by, action: 'user.factors_reset', subject: actorOf(user) });
  const { at } = by;
  await notify(tx, 'user.factors_reset', group, { name: user.name, at }, notifier);
  await notify(tx, 'account.factors_reset', user, { at }, notifier);
  return findUser(tx, userId);
}

export async function changeName(tx: Tx, userId: string, name: string, by: By): Promise<User> {
  checkNames({ name });
  await tx.query('UPDATE identity.users SET name = $2 WHERE user_id = $1', [userId, name]);
  await recordAudit(tx, { ...by, action: 'user.renamed', subject: by.actor });
  return findUser(tx, userId);
}

/** The people whose invitations count. */
function isHead({ role }: Pick<User, 'role'>): boolean {
  return role === 'owner' || role === 'admin';
}

/** One change at a time, so that two last owners cannot both resign at once. */
export async function lockGroup(tx: Tx, group: Group): Promise<void> {
  await tx.query(
    `SELECT FROM identity.users
      WHERE ${group === 'staff' ? `door = 'console' AND $1::uuid IS NULL` : 'partner_id = $1'}
      ORDER BY user_id FOR NO KEY UPDATE`,
    [group === 'staff' ? null : group.partnerId],
  );
}

async function userOf(tx: Tx, group: Group, userId: string): Promise<User> {
  const user = await findUser(tx, userId);
  const isOfGroup =
    group === 'staff' ? user.webApp === 'console' : user.partnerId === group.partnerId;
  if (!isOfGroup) throw new Refusal('not_found');
  return user;
}

async function keepsHead(tx: Tx, group: Group): Promise<void> {
  const { rowCount } = await tx.query(
    `SELECT FROM identity.users
      WHERE ${group === 'staff' ? `door = 'console' AND $1::uuid IS NULL` : 'partner_id = $1'}
        AND role = $2 AND disabled_at IS NULL LIMIT 1`,
    group === 'staff' ? [null, 'admin'] : [group.partnerId, 'owner'],
  );
  if (rowCount > 0) return;
  const detail =
    group === 'staff'
      ? 'The staff needs at least one admin.'
      : 'A business needs an owner; make somebody else an owner first.';
  throw invalidState('last_head', detail);
}
