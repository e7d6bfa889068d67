/** Guards: how long a queue waits is read as people say it, and a list counts as the queue only with the queue's own filters. */
import { expect, test } from 'vitest';
import { isQueueList } from './is-queue-list.ts';
import { waitText } from './wait-text.ts';

const MINUTE_MS = 60_000;

test.each([
  [-5, 'less than a minute'],
  [59_999, 'less than a minute'],
  [MINUTE_MS, '1 min'],
  [372 * MINUTE_MS, '6 h 12 min'],
  [24 * 60 * MINUTE_MS, '24 h'],
  [2 * 24 * 60 * MINUTE_MS - 1, '47 h 59 min'],
  [3 * 24 * 60 * MINUTE_MS, '3 days'],
])('%i ms', (ms, text) => {
  expect(waitText(ms)).toBe(text);
});

test('a list with fewer, more or other filters is not the queue; mode and order do not matter', () => {
  expect(isQueueList({ queue: 'approval' }, 'orders_to_approve')).toBe(true);
  expect(isQueueList({ queue: 'approval', mode: 'live' }, 'orders_to_approve')).toBe(true);
  expect(isQueueList({ queue: 'approval', region: 'US' }, 'orders_to_approve')).toBe(false);
  expect(isQueueList({ queue: 'failed' }, 'orders_to_approve')).toBe(false);
  expect(isQueueList({}, 'orders_to_approve')).toBe(false);
});
