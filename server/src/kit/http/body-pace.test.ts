/** Guards: an upload is limited by its pace, not by its total time; every other body by its time. */
import { describe, expect, test } from 'vitest';
import { BODY_LIMITS, BodyPace } from './body-pace.ts';

const MB = 1024 * 1024;

/** Sends at a rate, a piece every quarter of a second; returns when and why it was cut, or null. */
function send(bytes: number, bytesPerSecond: number): { afterMs: number; detail: string } | null {
  const pace = new BodyPace(BODY_LIMITS, 0);
  pace.becomeUpload(0);
  for (let [sent, now] = [0, 0]; sent < bytes; now += 250) {
    const detail = pace.verdict(now);
    if (detail !== null) return { afterMs: now, detail };
    pace.took(bytesPerSecond / 4, now);
    sent += bytesPerSecond / 4;
  }
  return null;
}

describe('an upload', () => {
  test.each([
    [5 * MB, 100 * 1024],
    [10 * MB, 10 * 1024],
  ])('of %i bytes at %i a second arrives', (bytes, rate) => {
    expect(send(bytes, rate)).toBeNull();
  });

  test('that drips is cut as soon as its rate is certain', () => {
    expect(send(MB, 1024)).toEqual({
      afterMs: 30_000,
      detail: 'The file arrives slower than 8 KiB a second; send it again from a faster network.',
    });
  });

  test('that pauses is cut, whatever came before', () => {
    const pace = new BodyPace(BODY_LIMITS, 0);
    pace.becomeUpload(0);
    pace.took(9 * MB, 1_000);
    expect(pace.verdict(15_999)).toBeNull();
    expect(pace.verdict(16_000)).toBe('Nothing of the file arrived for 15 seconds; send it again.');
  });
});

test('any other body has its time, at whatever pace', () => {
  const pace = new BodyPace(BODY_LIMITS, 5_000);
  pace.took(60_000, 34_000);
  expect(pace.verdict(34_999)).toBeNull();
  expect(pace.verdict(35_000)).toBe('The body did not arrive within 30 seconds; send it again.');
});
