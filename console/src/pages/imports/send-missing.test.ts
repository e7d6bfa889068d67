/** Guards: the progress of an upload that stops is what arrived, not where this tab began and not half a piece. */
import { expect, test } from 'vitest';
import { sendMissing } from './send-missing.ts';

test('after a failure the progress is what arrived, and a later upload goes on from there', async () => {
  const noted: number[] = [];
  const tried: number[] = [];
  const sendUntil = (failing: number) => (position: number, onSent: (bytes: number) => void) => {
    tried.push(position);
    onSent(position * 10 + 4);
    return position === failing ? Promise.reject(new Error('the network')) : Promise.resolve();
  };
  const note = (bytes: number) => noted.push(bytes);
  const first = sendMissing({ bytes: 35, size: 10, next: 0 }, sendUntil(2), note);
  await expect(first).rejects.toThrow('the network');
  expect([tried, noted.at(-1)]).toEqual([[0, 1, 2], 20]);
  await sendMissing({ bytes: 35, size: 10, next: 2 }, sendUntil(9), note);
  expect([tried.slice(3), noted.at(-1)]).toEqual([[2, 3], 35]);
});
