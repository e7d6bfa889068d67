/** Guards: every count of Today is shown once, what waits in two ways counts once, and empty queues fold into one line. */
import { todayLists } from '@psnb2b/contract/states';
import { expect, test } from 'vitest';
import { type CountName, overview, queues, waitingOf } from './waiting-of.ts';

const names = Object.keys(todayLists) as CountName[];
const counts = (some: Partial<Record<CountName, number>>) =>
  ({ ...Object.fromEntries(names.map((name) => [name, 0])), ...some }) as Record<CountName, number>;

test('each count is at one place', () => {
  const shown = queues.flatMap(({ name, late, among = [] }) => [
    ...[name, ...among],
    ...(late === undefined ? [] : [late]),
  ]);
  expect([...shown, ...overview].sort()).toEqual([...names].sort());
});

test('a late ticket that asks for access is one thing that waits', () => {
  const some = counts({ tickets_open: 3, tickets_overdue: 1, access_requests: 2 });
  expect(waitingOf(some)).toMatchObject({
    ...{ total: 3, late: 1, lines: [{ name: 'tickets_open', count: 3, lateCount: 1 }] },
  });
  expect(waitingOf(some).empty).toHaveLength(queues.length - 1);
});

test('a late claim that waits for its partner is shown, though nothing waits for us', () => {
  const found = waitingOf(counts({ claims_overdue: 1 }));
  expect(found).toMatchObject({ total: 0, late: 1, lines: [{ name: 'claims_waiting' }] });
});

test('a queue that the reader may not open is neither shown nor counted', () => {
  const some = counts({ tickets_open: 1, bank_lines_open: 7 });
  const found = waitingOf(some, (name) => name !== 'bank_lines_open');
  expect(found).toMatchObject({ total: 1, lines: [{ name: 'tickets_open' }] });
  expect(found.empty).not.toContain('bank_lines_open');
});

test('when nothing waits, every queue is in the one line', () => {
  expect(waitingOf(counts({ partners: 5 }))).toMatchObject({ lines: [], total: 0, late: 0 });
});
