import { Loaded, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { FailedGroups } from '../request-log/FailedGroups.tsx';
import { All } from './All.tsx';
import type { Mode } from './mode.ts';
import { words } from './words.ts';

const DAY = { minutes: 1_440 } as const;
const PERIOD = { minutes: '1440' } as const;
const SHOWN = 5;

/** The calls that failed in 24 hours, for those who may read the request log. */
export function FailedToday({ mode }: { readonly mode: Mode }) {
  const me = useMe();
  return allowed(me, 'summariseRequestLog').can ? <Failed mode={mode} /> : null;
}

function Failed({ mode }: { readonly mode: Mode }) {
  // Live is what is asked for where nothing is said.
  const more = mode === 'test' ? { mode } : {};
  const summary = useRead('/request-log/summary', { query: { ...DAY, ...more } });
  const period = { ...PERIOD, ...more };
  return (
    <Section title={words.failedCalls} acts={<All to={at(to.requestLog, period)} />}>
      <Loaded query={summary}>
        {(each) => <FailedGroups summary={each} period={period} max={SHOWN} />}
      </Loaded>
    </Section>
  );
}
