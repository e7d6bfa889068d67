import type { StaffRole } from '@psnb2b/contract';
import {
  actorOf,
  changeStaff,
  findUser,
  type Guard,
  isWaiting,
  makeAdmin,
  type User,
  type UserChange,
} from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Proposal } from '../proposals/index.ts';
import { cancelScheduledOf } from './end-price-change.ts';

/**
 * Changes a member of staff, or proposes to. With another role, or disabled, they lose what they scheduled alone, as they lose
 * their proposals.
 */
export async function changeStaffMember(
  tx: Tx,
  guard: Guard,
  userId: string,
  change: UserChange<StaffRole>,
  by: By,
): Promise<User | Proposal> {
  const before = await findUser(tx, userId);
  const outcome = await changeStaff(tx, guard, userId, change, by);
  if (!isWaiting(outcome)) await afterChange(tx, guard, before, outcome, by);
  return outcome;
}

/** Makes a person an admin as proposed. */
export async function makeProposedAdmin(
  tx: Tx,
  guard: Guard,
  userId: string,
  { content }: Proposal,
  by: By,
): Promise<void> {
  const before = await findUser(tx, userId);
  await afterChange(tx, guard, before, await makeAdmin(tx, guard, userId, content.before, by), by);
}

async function afterChange(tx: Tx, guard: Guard, before: User, after: User, by: By): Promise<void> {
  const isDisabled = before.disabledAt === null && after.disabledAt !== null;
  if (!isDisabled && before.role === after.role) return;
  await cancelScheduledOf(tx, guard, actorOf(before), by);
}
