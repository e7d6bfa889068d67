import type { PartnerRole, StaffRole } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { checkNames } from './check-name.ts';
import { revokeInvitations, revokeLinks } from './links.ts';
import { actorOf, type User } from './person.ts';
import { endSessions, refuseSignInsUnderWay } from './sessions.ts';
import { findUser } from './store.ts';

interface By {
  readonly actor: string;
  readonly at: Date;
}

/** Of whom: people of one partner, or the staff. Others read as unknown. */
type Group = { readonly partnerId: string } | 'staff';

/**
 * Changes a person's role, or disables them and ends their sessions. A business keeps an owner and the
 * staff an admin who can sign in: `invalid_state` for the change that would leave none. When one of
 * them goes, invitations that are open go too: who is sent away may have invited themselves.
 */
export async function changeUser(
  tx: Tx,
  group: Group,
  userId: string,
  change: { readonly role?: PartnerRole | StaffRole; readonly disabled?: boolean },
  by: By,
): Promise<User> {
  await lockGroup(tx, group);
  const before = await userOf(tx, group, userId);
  const role = change.role ?? before.role;
  const disabled = change.disabled ?? before.disabledAt !== null;
  const disabledAt = disabled ? (before.disabledAt ?? by.at) : null;
  await tx.query('UPDATE identity.users SET role = $2, disabled_at = $3 WHERE user_id = $1', [
    userId,
    role,
    disabledAt,
  ]);
  if (role !== before.role) await refuseSignInsUnderWay(tx, userId);
  if (disabled) {
    await endSessions(tx, userId, null);
    await revokeLinks(tx, userId, by.at);
  }
  if (isHead(before) && (disabled || !isHead({ role }))) await revokeInvitations(tx, group, by.at);
  await keepsHead(tx, group);
  await recordAudit(tx, {
    ...by,
    action: 'user.changed',
    subject: actorOf(before),
    detail: {
      before: { role: before.role, disabled: before.disabledAt !== null },
      after: { role, disabled },
    },
  });
  return findUser(tx, userId);
}

/** For somebody who lost a second factor: removes all of them and ends the sessions. */
export async function resetFactors(tx: Tx, group: Group, userId: string, by: By): Promise<User> {
  await lockGroup(tx, group);
  const user = await userOf(tx, group, userId);
  if (actorOf(user) === by.actor) {
    const detail = 'Your own second factor is changed in your settings.';
    throw new Refusal('invalid_state', {}, { detail });
  }
  await tx.query(
    'UPDATE identity.users SET totp_secret = NULL, totp_waiting = NULL WHERE user_id = $1',
    [userId],
  );
  await tx.query('DELETE FROM identity.passkeys WHERE user_id = $1', [userId]);
  await tx.query('DELETE FROM identity.recovery_codes WHERE user_id = $1', [userId]);
  await endSessions(tx, userId, null);
  await recordAudit(tx, { ...by, action: 'user.factors_reset', subject: actorOf(user) });
  return findUser(tx, userId);
}

export async function changeName(tx: Tx, userId: string, name: string, by: By): Promise<User> {
  checkNames({ name });
  await tx.query('UPDATE identity.users SET name = $2 WHERE user_id = $1', [userId, name]);
  await recordAudit(tx, { ...by, action: 'user.renamed', subject: by.actor });
  return findUser(tx, userId);
}

/** Whose invitations count. */
function isHead({ role }: Pick<User, 'role'>): boolean {
  return role === 'owner' || role === 'admin';
}

/** One change at a time, so that two last owners cannot step down past each other. */
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
    group === 'staff' ? user.door === 'console' : user.partnerId === group.partnerId;
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
      ? 'The staff needs an admin.'
      : 'A business needs an owner; name another first.';
  throw new Refusal('invalid_state', {}, { detail });
}
