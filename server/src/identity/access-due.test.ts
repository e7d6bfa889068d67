/** Guards: an access review is due 90 days after the last one, and after the first account where there was none. */
import { expect, test } from 'vitest';
import { isReviewDue } from './access-due.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const at = day(200);

test.each([
  ['nobody is on the staff', null, null, false],
  ['a new shop', null, day(111), false],
  ['a shop without a review for 90 days', null, day(110), true],
  ['a review 89 days ago', day(111), day(1), false],
  ['a review 90 days ago', day(110), day(1), true],
])('%s', (_, lastSignedAt, firstAccountAt, isDue) => {
  expect(isReviewDue({ lastSignedAt, firstAccountAt }, at)).toBe(isDue);
});

test('a review that is 90 days old but for a millisecond is not due', () => {
  const lastSignedAt = new Date(day(110).getTime() + 1);
  expect(isReviewDue({ lastSignedAt, firstAccountAt: day(1) }, at)).toBe(false);
});
