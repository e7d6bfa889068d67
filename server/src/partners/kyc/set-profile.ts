import { type KycItem, kycCan } from '@psnb2b/contract';
import type { Tx } from '../../kit/database/index.ts';
import { checkCan } from './check-can.ts';
import type { Person } from './kyc-case.ts';
import { changedMembers, checkProfile, type Profile } from './profile.ts';
import { findProfile, lockCaseOf, recordStep, setMark } from './store.ts';

/** Data of people stays out of the audit, which keeps what it has for ever. */
const PERSONAL: readonly (keyof Profile)[] = ['owners', 'representative'];

/**
 * Replaces what a business says of itself, while its case can be edited. What reviewers had found of
 * a part that changed is void, and has to be looked at again.
 */
export async function setProfile(
  tx: Tx,
  partnerId: string,
  profile: Profile,
  person: Person,
): Promise<void> {
  checkProfile(profile, person.at);
  const kyc = await lockCaseOf(tx, partnerId);
  checkCan(kycCan.edit(kyc), 'The profile is under review or decided, and cannot be changed now.');
  const { profile: before } = await findProfile(tx, partnerId);
  const changed = changedMembers(before, profile);
  if (changed.length === 0) return;
  await tx.query(
    `INSERT INTO partners.profiles (partner_id, data, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (partner_id) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at`,
    [partnerId, JSON.stringify(profile), person.at],
  );
  for (const item of new Set(changed.map(itemOf))) await setMark(tx, kyc.caseId, item, null);
  const open = changed.filter((name) => !PERSONAL.includes(name));
  const pick = (of: Profile) => Object.fromEntries(open.map((name) => [name, of[name]]));
  await recordStep(tx, kyc, person, {
    event: 'profile_changed',
    detail: { changed, before: pick(before), after: pick(profile) },
  });
}

function itemOf(member: keyof Profile): KycItem {
  return PERSONAL.includes(member) ? 'owners' : 'profile';
}
