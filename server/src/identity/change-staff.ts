import type { StaffRole } from '@psnb2b/contract';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import type { Proposal } from '../proposals/index.ts';
import { changeUser, type UserChange } from './change-user.ts';
import { actorOf, type User } from './person.ts';
import { findStaff } from './store.ts';
import { type Guard, isByStaff, proposeChange } from './two-people.ts';

/**
 * Changes a member of staff. One more admin, a new one or one who is enabled again, needs four-eyes approval: otherwise an admin
 * could invent the second person. Everything else takes effect at once.
 */
export async function changeStaff(
  tx: Tx,
  guard: Guard,
  userId: string,
  change: UserChange<StaffRole>,
  by: By,
): Promise<User | Proposal> {
  const before = await findStaff(tx, userId);
  if (!isByStaff(by) || !makesAdmin(before, change)) {
    return changeUser(tx, guard, 'staff', userId, change, by);
  }
  const content = { before: standing(before), after: 'admin' };
  const admin = { kind: 'staff_admin', name: before.name, email: before.email } as const;
  const subject = formatId('usr', userId);
  return proposeChange(tx, guard, { change: admin, subject, content, concerns: before }, by);
}

/** Proposes to remove the second factors of a colleague who lost them; nobody does so alone. */
export async function proposeFactorReset(
  tx: Tx,
  guard: Guard,
  userId: string,
  by: By,
): Promise<Proposal> {
  const user = await findStaff(tx, userId);
  if (actorOf(user) === by.actor) {
    const detail = 'Your own second factor is changed in your settings.';
    throw invalidState('own_account', detail);
  }
  const content = { before: null, after: null };
  const change = { kind: 'staff_factors', name: user.name, email: user.email } as const;
  const subject = formatId('usr', userId);
  return proposeChange(tx, guard, { change, subject, content, concerns: user }, by);
}

/** Makes a person an admin as proposed; `invalid_state` if their role or state has changed since. */
export async function makeAdmin(
  tx: Tx,
  guard: Guard,
  userId: string,
  before: Proposal['content']['before'],
  by: By,
): Promise<User> {
  const user = await findStaff(tx, userId);
  if (standing(user) !== before) {
    const detail = `${user.name} is ${standing(user)} now, not ${before}; propose it again.`;
    throw invalidState(standing(user), detail);
  }
  return changeUser(tx, guard, 'staff', userId, { role: 'admin', disabled: false }, by);
}

export function isWaiting(outcome: User | Proposal): outcome is Proposal {
  return 'proposalId' in outcome;
}

function makesAdmin(
  before: User,
  { role = before.role as StaffRole, disabled }: UserChange<StaffRole>,
) {
  if (role !== 'admin') return false;
  return before.role !== 'admin' || (before.disabledAt !== null && disabled === false);
}

function standing({ role, disabledAt }: User): string {
  return disabledAt === null ? role : `${role}, disabled`;
}
