import { Alert } from '@mantine/core';
import type { KycCase } from '@psnb2b/contract';
import { type KycStatus, kycItems } from '@psnb2b/contract/states';
import { Columns, Loaded, Page, StatusBadge, type Tone } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import classes from './business.module.css';
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
                <Asked kyc={each} />
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

/** What our staff asked for, in their words, above what answers it. */
function Asked({ kyc: { status, checklist, timeline } }: { readonly kyc: KycCase }) {
  const asked = timeline.findLast(({ event }) => event === 'asked');
  if (status !== 'needs_info' || !asked) return null;
  const items = checklist.filter(({ state }) => state === 'asked');
  return (
    <Alert color="red" variant="outline" title={reviewWords.asked} id="asked">
      {asked.text && <p className={classes.message}>{asked.text}</p>}
      {items.length > 0 && (
        <p className={classes.message}>
          {reviewWords.askedFor(items.map(({ item }) => kycItems[item]))}
        </p>
      )}
    </Alert>
  );
}
