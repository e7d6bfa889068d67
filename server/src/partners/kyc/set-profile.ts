import { type KycItem, kycCan } from '@psnb2b/contract';
import type { Tx } from '../../kit/database/index.ts';
import type { Vault } from '../../vault/index.ts';
import { checkCan } from './check-can.ts';
import type { Person } from './kyc-case.ts';
import { changedMembers, checkProfile, type Profile } from './profile.ts';
import { findProfile, storeProfile } from './profile-store.ts';
import { lockCaseOf, recordStep, setMark } from './store.ts';

const PEOPLE: readonly (keyof Profile)[] = ['owners', 'representative'];
/** Data of people stays out of the audit, which keeps what it has for ever: sole traders' numbers too. */
const PERSONAL: readonly (keyof Profile)[] = [...PEOPLE, 'tax_id'];

/**
 * Replaces what a business says of itself, while its case can be edited. What reviewers had found of
 * a part that changed is void, and has to be looked at again.
 */
export async function setProfile(
  tx: Tx,
  vault: Vault,
  partnerId: string,
  profile: Profile,
  person: Person,
): Promise<void> {
  checkProfile(profile, person.at);
  const kyc = await lockCaseOf(tx, partnerId);
  checkCan(kycCan.edit(kyc), 'The profile is under review or decided, and cannot be changed now.');
  const { profile: before } = await findProfile(tx, vault, partnerId);
  const changed = changedMembers(before, profile);
  if (changed.length === 0) return;
  await storeProfile(tx, vault, partnerId, profile, person.at);
  for (const item of new Set(changed.map(itemOf))) await setMark(tx, kyc.caseId, item, null);
  const open = changed.filter((name) => !PERSONAL.includes(name));
  const pick = (of: Profile) => Object.fromEntries(open.map((name) => [name, of[name]]));
  await recordStep(tx, kyc, person, {
    event: 'profile_changed',
    detail: { changed, before: pick(before), after: pick(profile) },
  });
}

function itemOf(member: keyof Profile): KycItem {
  return PEOPLE.includes(member) ? 'owners' : 'profile';
}
