/** Guards: every change of what a web app can read is reported, or is listed here with the reason why not. */
import { expect, test } from 'vitest';
import type { WebAppOperation } from '../kit/web-app-operation.ts';
import { liveTopics } from './live-topics.ts';
import { webAppOperations } from './web-app-operations.ts';

/** Reads whose changes are not reported. */
const STILL: Readonly<Record<'portal' | 'console', Readonly<Record<string, string>>>> = {
  portal: {
    live: 'is the stream',
    'openapi.json': 'changes with the server',
    catalogue: 'what anybody may read, and no page of a person who is signed in',
    files: 'a file never changes',
    'request-log': 'grows with every call',
    'test-events': 'are the types that there are, which change with the server',
  },
  console: {
    live: 'is the stream',
    'openapi.json': 'changes with the server',
    files: 'a file never changes',
    audit: 'grows with everything; whoever reads it does not want it to move',
    sales: 'grow with every order; an open day is read again every minute',
    'day-ends': 'grow with every order; an open day is read again every minute',
  },
};

test.each(['portal', 'console'] as const)('in the %s', (webApp) => {
  const reported = new Set(
    Object.values(liveTopics).flatMap((stale): readonly string[] => stale[webApp]),
  );
  const reads = new Set(
    Object.values<WebAppOperation>(webAppOperations[webApp])
      .filter(({ method }) => method === 'GET')
      .map(({ path }) => path.split('/')[1]),
  );
  expect([...reads].filter((each) => !reported.has(each ?? '')).sort()).toEqual(
    Object.keys(STILL[webApp]).sort(),
  );
});
