import { Page } from '@psnb2b/ui';
import { TestBalance } from '../developers/TestBalance.tsx';
import { IntegrationCheck } from './IntegrationCheck.tsx';
import { OutcomeTables } from './OutcomeTables.tsx';
import { SampleEvents } from './SampleEvents.tsx';
import { TestClock } from './TestClock.tsx';

/** What test mode does on demand: money, time, events, and the outcomes that a program chooses itself. */
export function TestModePage() {
  return (
    <Page width="text">
      <TestBalance />
      <TestClock />
      <SampleEvents />
      <OutcomeTables />
      <IntegrationCheck />
    </Page>
  );
}
