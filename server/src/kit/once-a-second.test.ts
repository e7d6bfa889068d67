/** Guards: a public figure is read once a second, however many callers there are and whatever the result. */
import { expect, test } from 'vitest';
import { onceASecond } from './once-a-second.ts';

function rig(read: () => Promise<number>) {
  let now = 0;
  let reads = 0;
  const ask = onceASecond(
    () => {
      reads += 1;
      return read();
    },
    () => now,
  );
  return { ask, reads: () => reads, pass: (ms: number) => (now += ms) };
}

test('simultaneous callers share one read, and those of the next second the next', async () => {
  const { ask, reads, pass } = rig(async () => 7);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([7, 7, 7]);
  pass(999);
  await ask();
  expect(reads()).toBe(1);
  pass(1);
  await ask();
  expect(reads()).toBe(2);
});

test('a slow read is not started again meanwhile', async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const { ask, reads, pass } = rig(() => promise);
  const first = ask();
  pass(60_000);
  const second = ask();
  resolve(1);
  expect(await Promise.all([first, second])).toEqual([1, 1]);
  expect(reads()).toBe(1);
});

test('a failure is shared for as long, and then tried again', async () => {
  const { ask, reads, pass } = rig(() => Promise.reject(new Error('away')));
  await expect(ask()).rejects.toThrow('away');
  await expect(ask()).rejects.toThrow('away');
  expect(reads()).toBe(1);
  pass(1_000);
  await expect(ask()).rejects.toThrow('away');
  expect(reads()).toBe(2);
});
