/** Guards: a column sorts by its figures, and an unknown margin is neither the best nor the worst. */
import type { SalesGroup } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { sortGroups, sortsBy } from './sort-groups.ts';

const group = (group: string, net: string, margin: string | null) =>
  ({ group, net, margin }) as SalesGroup;
const groups = [
  group('a', '9.00', '1.00'),
  group('b', '10.00', null),
  group('c', '-1.00', '-2.00'),
];
const keys = (sort: string) => sortGroups(groups, sort).map((each) => each.group);

test('by figures, not by letters', () => {
  const [falling, rising] = sortsBy('net');
  expect([keys(falling), keys(rising), keys('newest')]).toEqual([
    ['b', 'a', 'c'],
    ['c', 'a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

test('what is unknown comes last, in either direction', () => {
  const [falling, rising] = sortsBy('margin');
  expect([keys(falling), keys(rising)]).toEqual([
    ['a', 'c', 'b'],
    ['c', 'a', 'b'],
  ]);
});
