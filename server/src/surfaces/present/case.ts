import {
  type BusinessProfile,
  type KycCase as CaseBody,
  mayReadPersonal,
  personalMembers,
  type StaffKycCase,
} from '@psnb2b/contract';
import type { Person } from '../../identity/index.ts';
import { formatId } from '../../kit/ids.ts';
import { isoOrNull } from '../../kit/time.ts';
import type { CaseView, Partner, Profile } from '../../partners/index.ts';
import { presentFile } from './file.ts';
import { partnerRef } from './partner-refs.ts';

/** The reader's role, which decides what is shown. */
export type Reader = Pick<Person, 'webApp' | 'role'>;

/** The profile, without personal data that its reader's role may not see. */
export function presentProfile(
  profile: Profile,
  updatedAt: Date | null,
  reader: Reader,
): BusinessProfile {
  const sees = mayReadPersonal('identity', reader);
  return {
    object: 'business_profile',
    ...profile,
    ...(!sees && { tax_id: null, owners: [], representative: null }),
    withheld: sees ? [] : [...personalMembers],
    updated_at: isoOrNull(updatedAt),
  };
}

/** A case as its own business sees it: without names of staff. */
export function presentCase(view: CaseView): CaseBody {
  return { ...caseBody(view, false) };
}

export function presentStaffCase(
  view: CaseView,
  partner: Partner,
  ticketId: string | null,
  reader: Reader,
): StaffKycCase {
  return {
    ...caseBody(view, true),
    partner: partnerRef(partner),
    profile: presentProfile(view.profile, view.profileUpdatedAt, reader),
    reviewer: view.kyc.reviewer,
    ticket_id: ticketId && formatId('tkt', ticketId),
  };
}

function caseBody({ kyc, checklist, missing, documents, timeline }: CaseView, named: boolean) {
  return {
    id: formatId('kyc', kyc.caseId),
    object: 'kyc_case',
    status: kyc.status,
    checklist: [...checklist],
    missing: [...missing],
    documents: documents.map(({ kind, file }) => ({ kind, file: presentFile(file) })),
    timeline: timeline.map((step) => ({
      at: step.at.toISOString(),
      actor: step.side,
      name: step.name !== '' && (named || step.side === 'partner') ? step.name : null,
      event: step.event,
      text: step.text,
    })),
    reason: kyc.reason,
    submitted_at: isoOrNull(kyc.submittedAt),
    decided_at: isoOrNull(kyc.decidedAt),
    valid_until: isoOrNull(kyc.validUntil),
    created_at: kyc.createdAt.toISOString(),
  } as CaseBody;
}
