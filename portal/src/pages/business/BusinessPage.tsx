import type { KycStatus } from '@psnb2b/contract/states';
import { Columns, Loaded, Page, StatusBadge, type Tone } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { CaseSide } from './CaseSide.tsx';
import { DocumentsSection } from './DocumentsSection.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { reviewWords, words } from './words.ts';

export const caseTones: Readonly<Record<KycStatus, Tone>> = {
  draft: 'neutral',
  submitted: 'wait',
  needs_info: 'bad',
  approved: 'good',
  rejected: 'bad',
  expired: 'wait',
};

/** The profile and the review of the business: one case, one page. */
export function BusinessPage() {
  const profile = useRead('/business');
  const kyc = useRead('/kyc-case');
  return (
    <Page
      lead={kyc.data ? reviewWords.explain[kyc.data.status] : words.lead}
      mark={
        kyc.data && (
          <StatusBadge tone={caseTones[kyc.data.status]} value={kyc.data.status}>
            {reviewWords.statuses[kyc.data.status]}
          </StatusBadge>
        )
      }
    >
      <Loaded query={kyc}>
        {(each) => (
          <Columns
            main={
              <>
                <DocumentsSection kyc={each} />
                <Loaded query={profile}>
                  {(facts) => <ProfileSection key={each.status} profile={facts} kyc={each} />}
                </Loaded>
              </>
            }
            side={<CaseSide kyc={each} />}
          />
        )}
      </Loaded>
    </Page>
  );
}
