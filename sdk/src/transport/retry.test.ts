/** Guards: waits grow, differ between clients, and are never shorter than the server asks, whatever its or our clock says. */
import { expect, test } from 'vitest';
import { pause, retryAfterOf, waitBefore } from './retry.ts';

test('waits double up to a limit, half of each at random', () => {
  expect([0, 1, 2, 3, 4, 50].map((retry) => waitBefore(retry, null, 0))).toEqual([
    250, 500, 1_000, 2_000, 4_000, 4_000,
  ]);
  expect(waitBefore(0, null, 0.999)).toBeCloseTo(500, 0);
});

test('never less than Retry-After, and spread above it', () => {
  expect(waitBefore(0, 3_000, 0)).toBe(3_000);
  expect(waitBefore(0, 3_000, 0.5)).toBe(3_500);
  expect(waitBefore(5, 1_000, 0)).toBe(4_000);
  expect(waitBefore(0, 0, 0)).toBe(250);
});

test('Retry-After is seconds, or a date that is compared with the date of the reply', () => {
  const of = (headers: Record<string, string>) => retryAfterOf(new Headers(headers));
  expect(of({ 'retry-after': '7' })).toBe(7_000);
  const date = 'Sat, 01 Jan 2000 00:00:00 GMT';
  expect(of({ 'retry-after': 'Sat, 01 Jan 2000 00:01:00 GMT', date })).toBe(60_000);
  expect(of({ 'retry-after': date, date: 'Sat, 01 Jan 2000 00:01:00 GMT' })).toBe(0);
  expect(of({ 'retry-after': 'Sat, 01 Jan 2000 00:01:00 GMT' })).toBeNull();
  expect(of({ 'retry-after': 'soon' })).toBeNull();
  expect(of({ 'retry-after': '-3' })).toBeNull();
  expect(of({})).toBeNull();
});

test('a pause ends with the reason of its signal', async () => {
  const stop = new AbortController();
  const paused = pause(1_000_000, stop.signal);
  stop.abort(new Error('enough'));
  await expect(paused).rejects.toThrow('enough');
  await expect(pause(1_000_000, stop.signal)).rejects.toThrow('enough');
  await pause(1);
});
