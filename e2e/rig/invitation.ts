import type { StaffRole } from '@psnb2b/contract';
import type { Shop } from '@psnb2b/server/testkit';
import { inviteStaff } from '@psnb2b/server/testkit/people';

/** The link that `staff create` prints: how the first person of the staff gets in. */
export async function invitationToStaff(shop: Shop, role: StaffRole): Promise<string> {
  return inviteStaff(shop, `${role}@house.example`, role);
}
