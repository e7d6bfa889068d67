/** Guards: from a case a person goes on to the next row of the list as it was, then to its next page, and never round. */
import { expect, test } from 'vitest';
import { positionOf, stepFrom, type Trail, trailIn } from './trail.ts';

const trail: Trail = {
  list: '/claims?waiting=us',
  places: ['/claims/a', '/claims/b'],
  ...{ at: 0, before: 25, total: 40, more: '/claims?waiting=us&cursor=x' },
};

test('the next row, the one before, and the next page behind the last row', () => {
  expect(stepFrom(trail, 1)).toEqual({ to: '/claims/b', trail: { ...trail, at: 1 } });
  expect(stepFrom({ ...trail, at: 1 }, -1)).toEqual({ to: '/claims/a', trail });
  expect(stepFrom({ ...trail, at: 1 }, 1)).toEqual({ to: trail.more, trail: null });
  expect(stepFrom(trail, -1)).toBeNull();
  expect(stepFrom({ ...trail, at: 1, more: null }, 1)).toBeNull();
});

test('the position counts the pages before, and is silent if nobody knows them', () => {
  expect(positionOf({ ...trail, at: 1 })).toEqual([27, 40]);
  expect(positionOf({ ...trail, total: null })).toEqual([26, null]);
  expect(positionOf({ ...trail, before: 0, total: undefined })).toEqual([1, 2]);
  // Rows that were decided since are still counted.
  expect(positionOf({ ...trail, before: 0, at: 1, total: 1 })).toEqual([2, 2]);
  expect(positionOf({ ...trail, before: null })).toBeNull();
});

test('a state that is about another page is none', () => {
  expect(trailIn({ queue: trail }, '/claims/a')).toBe(trail);
  expect(trailIn({ queue: trail }, '/claims/b')).toBeNull();
  for (const other of [null, {}, { queue: 1 }, { trail: [] }]) {
    expect(trailIn(other, '/claims/a')).toBeNull();
  }
});
