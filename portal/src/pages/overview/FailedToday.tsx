import { Loaded, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { FailedGroups } from '../request-log/FailedGroups.tsx';
import { All } from './All.tsx';
import { words } from './words.ts';

const DAY = { minutes: 1_440 } as const;
const PERIOD = { minutes: '1440' } as const;
const SHOWN = 5;

/** The live calls that failed in 24 hours, for those who may read the request log. */
export function FailedToday() {
  const me = useMe();
  return allowed(me, 'summariseRequestLog').can ? <Failed /> : null;
}

function Failed() {
  const summary = useRead('/request-log/summary', { query: DAY });
  return (
    <Section title={words.failedCalls} acts={<All to={at(to.requestLog, PERIOD)} />}>
      <Loaded query={summary}>
        {(each) => <FailedGroups summary={each} period={PERIOD} max={SHOWN} />}
      </Loaded>
    </Section>
  );
}
