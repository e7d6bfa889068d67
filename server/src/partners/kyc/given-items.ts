import type { KycItem } from '@psnb2b/contract';
import type { Db } from '../../kit/database/index.ts';
import type { Vault } from '../../vault/index.ts';
import { type ChecklistEntry, checklist } from './checklist.ts';
import type { CaseDocument, KycCase } from './kyc-case.ts';
import { hasCompany, hasOwners, type Profile } from './profile.ts';
import { findProfile } from './profile-store.ts';
import { listDocuments, listMarks } from './store.ts';

/** The items that the partner has provided. */
export function givenItems(profile: Profile, documents: readonly CaseDocument[]): Set<KycItem> {
  const given = new Set<KycItem>(documents.map((each) => each.kind));
  if (hasCompany(profile)) given.add('profile');
  if (hasOwners(profile)) given.add('owners');
  return given;
}

/** The current checklist of a case. */
export async function readChecklist(
  db: Db,
  vault: Vault,
  kyc: KycCase,
  reader: 'partner' | 'staff',
): Promise<ChecklistEntry[]> {
  const { profile } = await findProfile(db, vault, kyc.partnerId);
  const given = givenItems(profile, await listDocuments(db, kyc.caseId));
  return checklist(given, await listMarks(db, kyc.caseId), reader);
}
