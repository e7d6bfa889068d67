/**
 * Guards: of two requests with one idempotency key the second waits for the first, two seconds at most, and is then
 * refused because the first is still running; whatever the first one's outcome, its key is free again.
 */
import { expect, test } from 'vitest';
import { KeysUnderWay } from './keys-under-way.ts';

const reply = async (text: string) => text;

test('the second is served when the first has ended, with or without an error', async () => {
  const keys = new KeysUnderWay();
  const served: string[] = [];
  const first = Promise.withResolvers<string>();
  const one = keys.serve('key', () => first.promise);
  const two = keys.serve('key', async () => served.push('second'));
  expect(await keys.serve('another key', () => reply('at once'))).toBe('at once');
  expect(served).toEqual([]);
  first.reject(new Error('refused'));
  await expect(one).rejects.toThrow('refused');
  await two;
  expect(served).toEqual(['second']);
});

test('after two seconds it is refused because the first is still running', async () => {
  const keys = new KeysUnderWay();
  const first = Promise.withResolvers<string>();
  const one = keys.serve('key', () => first.promise);
  let isServed = false;
  const two = keys.serve('key', async () => {
    isServed = true;
  });
  await expect(two).rejects.toMatchObject({ code: 'idempotency_in_progress' });
  expect(isServed).toBe(false);
  first.resolve('done');
  expect(await one).toBe('done');
  expect(await keys.serve('key', () => reply('free'))).toBe('free');
});
