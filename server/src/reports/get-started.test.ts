/** Guards: the steps to the first live order show what is done, what can be done now, and who has to act. */
import { expect, test } from 'vitest';
import { type Progress, stepStates } from './get-started.ts';

const nothing: Progress = {
  ...{ profile: false, documents: false, review: 'open', testKey: false, testOrder: false },
  ...{ webhook: false, money: false, liveKey: 'none', asked: [], revealUntil: null },
};
const statesOf = (progress: Partial<Progress>) =>
  Object.values(stepStates({ ...nothing, ...progress }));

test.each<[Partial<Progress>, string]>([
  [{}, 'now now later now later later later later'],
  [{ profile: true }, 'done now later now later later later later'],
  [{ profile: true, documents: true }, 'done done now now later later later later'],
  [
    { profile: true, documents: true, review: 'submitted', testKey: true },
    'done done waiting done now now later later',
  ],
  [
    { profile: true, documents: true, review: 'asked', asked: ['documents'] },
    'done asked asked now later later later later',
  ],
  // Staff may ask again after the approval.
  [{ review: 'approved', asked: ['profile'] }, 'asked done done now later later now waiting'],
  [{ review: 'approved' }, 'done done done now later later now waiting'],
  [
    { review: 'approved', liveKey: 'unseen', testKey: true, testOrder: true },
    'done done done done done now now now',
  ],
  [
    {
      review: 'approved',
      liveKey: 'active',
      testKey: true,
      testOrder: true,
      webhook: true,
      money: true,
    },
    'done done done done done done done done',
  ],
])('%j: %s', (progress, states) => {
  expect(statesOf(progress).join(' ')).toBe(states);
});
