import type { GetStartedItem } from '@psnb2b/contract';
import { LeadOn, Loaded, Page } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';

/** Whether a business can buy, in the portal or by API; the other steps may never concern it. */
const isLive = ({ step, state }: GetStartedItem) =>
  (step === 'top_up' || step === 'live_key') && state === 'done';

/** Leads to the steps to the first live order, and to the overview of a business that can buy. */
export function HomePage() {
  const started = useRead('/get-started');
  return (
    <Page>
      <Loaded query={started}>
        {({ steps }) => <LeadOn to={steps.some(isLive) ? to.overview : to.getStarted} />}
      </Loaded>
    </Page>
  );
}
