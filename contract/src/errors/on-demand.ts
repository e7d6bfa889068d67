/** The request header by which a test key asks for an error. */
export const testErrorHeader = 'X-PSNB2B-Test-Error';

/** What it may ask for. Live keys with this header are refused. */
export const testErrors = {
  rate_limited: '429 with `Retry-After: 1`. The request has no effect and is not counted',
  internal: '500. The request has no effect',
  unavailable: '503. The request has no effect',
  outcome_unknown: '503 after the request took effect; only for requests that change something',
  connection_lost:
    'No reply: the connection is closed after the request took effect, before any byte of the reply',
} as const;
export type TestError = keyof typeof testErrors;
export const testErrorNames = Object.keys(testErrors) as TestError[];
