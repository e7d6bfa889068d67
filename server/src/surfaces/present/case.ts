import * as contract from '@psnb2b/contract';
import type { Person } from '../../identity/index.ts';
import { present } from '../../kit/present.ts';
import type { CaseView, Partner, Profile } from '../../partners/index.ts';
import { presentFile } from './file.ts';
import { partnerRef } from './partner-refs.ts';

/** The reader's role, which decides what is shown. */
export type Reader = Pick<Person, 'webApp' | 'role'>;

/** What is shown of personal data to who may not see it. */
const NOTHING = { tax_id: null, owners: [], representative: null };

/** The profile, without personal data that its reader's role may not see. */
export function presentProfile(
  { profile, updatedAt }: { readonly profile: Profile; readonly updatedAt: Date | null },
  reader: Reader,
) {
  const sees = contract.mayReadPersonal('identity', reader);
  const shown = sees
    ? { ...profile, withheld: [] }
    : { ...profile, ...NOTHING, withheld: [...contract.personalMembers] };
  return present(contract.BusinessProfile, { updatedAt }, shown);
}

/** A case as its own business sees it: without names of staff. */
export function presentCase(view: CaseView) {
  return present(contract.KycCase, { ...view, ...view.kyc }, partsOf(view, false));
}

export function presentStaffCase(
  view: CaseView,
  {
    partner,
    ticketId,
    seen,
    reader,
  }: {
    readonly partner: Partner;
    readonly ticketId: string | null;
    /** The files that the reader has opened. */
    readonly seen: ReadonlySet<string>;
    readonly reader: Reader;
  },
) {
  const row = { ...view, ...view.kyc, ticketId };
  const profile = { profile: view.profile, updatedAt: view.profileUpdatedAt };
  return present(contract.StaffKycCase, row, {
    ...partsOf(view, true),
    documents: view.documents.map(({ kind, file }) => ({
      ...{ kind, file: presentFile(file) },
      seen: seen.has(file.fileId),
    })),
    partner: partnerRef(partner),
    profile: presentProfile(profile, reader),
  });
}

function partsOf({ documents, timeline }: CaseView, named: boolean) {
  return {
    documents: documents.map(({ kind, file }) => ({ kind, file: presentFile(file) })),
    timeline: timeline.map((step) => {
      const { side, name } = step;
      const isShown = name !== '' && (named || side === 'partner');
      return present(contract.TimelineEntry, step, { actor: side, name: isShown ? name : null });
    }),
  };
}
