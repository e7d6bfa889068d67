import type { StaffRole } from '@psnb2b/contract';
import type { Shop } from '@psnb2b/server/testkit';
import { inviteStaff } from '@psnb2b/server/testkit/people';

/** Returns the link that `staff create` prints, with which the first member of staff signs in. */
export async function invitationToStaff(shop: Shop, role: StaffRole): Promise<string> {
  return inviteStaff(shop, `${role}@house.example`, role);
}
