import { kycCan, kycItemNames, kycItemRestsOn } from '@psnb2b/contract';
import type { Signer } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import type { Vault } from '../../vault/index.ts';
import { checkCan } from './check-can.ts';
import { changedMembers, checkProfile, type Profile } from './profile.ts';
import { findProfile, storeProfile } from './profile-store.ts';
import { answerMark, lockCaseOf, recordStep, voidAcceptance } from './store.ts';

const PEOPLE: readonly (keyof Profile)[] = ['owners', 'representative'];
/** Personal data stays out of the audit, which keeps its rows for ever; a sole trader's numbers are personal data, too. */
const PERSONAL: readonly (keyof Profile)[] = [...PEOPLE, 'tax_id'];

/**
 * Replaces what a business states about itself, while its case can be edited. Acceptances become void if the data they rest on
 * changed, also those of documents: a certificate of the former name certifies nothing.
 */
export async function setProfile(
  tx: Tx,
  vault: Vault,
  partnerId: string,
  profile: Profile,
  person: Signer,
): Promise<void> {
  checkProfile(profile, person.at);
  const kyc = await lockCaseOf(tx, partnerId);
  checkCan(
    kycCan.edit(kyc),
    kyc,
    'The profile is under review or decided, and cannot be changed now.',
  );
  const { profile: before } = await findProfile(tx, vault, partnerId);
  const changed = changedMembers(before, profile);
  if (changed.length === 0) return;
  await storeProfile(tx, vault, partnerId, profile, person.at);
  for (const item of kycItemNames) {
    const restsOn: readonly string[] = kycItemRestsOn[item];
    if (!changed.some((name) => restsOn.includes(name))) continue;
    await voidAcceptance(tx, kyc.caseId, item);
    // A form does not answer the request for a document.
    if (item === 'profile' || item === 'owners') await answerMark(tx, kyc.caseId, item, true);
  }
  const open = changed.filter((name) => !PERSONAL.includes(name));
  const pick = (of: Profile) => Object.fromEntries(open.map((name) => [name, of[name]]));
  await recordStep(tx, kyc, person, {
    event: 'profile_changed',
    detail: { changed, before: pick(before), after: pick(profile) },
  });
}
