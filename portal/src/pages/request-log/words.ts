import { groupDigits } from '@psnb2b/ui';

const calls = (count: number) => (count === 1 ? '1 call' : `${groupDigits(count)} calls`);

/** The texts of the request log. */
export const words = {
  title: 'Request log',
  list: 'Calls',
  many: 'of many',
  at: 'Arrived',
  call: 'Call',
  status: 'Status',
  statuses: {
    '2xx': '2xx: succeeded',
    '3xx': '3xx: nothing changed',
    '4xx': '4xx: refused',
    '5xx': '5xx: failed',
  },
  error: 'Error',
  errorFilter: 'Error, as rate_limited',
  method: 'Method',
  path: 'Path, as /orders or /orders*',
  other: 'no call of the API',
  ms: 'Time',
  replayed: 'Repeated',
  replayedIs: 'Yes: this is the reply of an earlier call with the same idempotency key',
  replayedNot: 'No',
  milliseconds: (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`,
  key: 'Key',
  address: 'Address',
  network: 'Network',
  request: 'Request id',
  period: 'Period',
  periods: {
    '15': 'Last 15 minutes',
    '60': 'Last hour',
    '360': 'Last 6 hours',
    '1440': 'Last 24 hours',
    '10080': 'Last 7 days',
  },
  live: 'Follow',
  export: 'Export as CSV',
  exportHint: 'All calls that match the filters.',
  none: 'No calls in this period',
  noneHint: 'Choose a longer period, or clear the filters. Calls appear here within two seconds.',
  failed: 'What failed',
  nothingFailed: 'No call failed in this period.',
  times: (count: number) => `${groupDigits(count)} ×`,
  last: 'last',
  gap: (count: number) => `${calls(count)} of this minute were not logged:`,
  about: 'About',
  next: 'Next call of this key',
  noNext: 'This key has made no call since.',
  later: (seconds: string) => `${seconds} s later`,
  meaning: 'What it means, and what to do',
  limit: 'The limit',
  limitSays: (policy: string, limit: number) =>
    policy === 'orders'
      ? `The ${groupDigits(limit)} orders that any 60 seconds may have were used up.`
      : `The ${groupDigits(limit)} requests that any 60 seconds may have were used up.`,
  free: 'The next was free at',
};
