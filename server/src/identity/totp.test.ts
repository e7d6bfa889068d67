/**
 * Guards: an authenticator code is accepted for its own time step and the steps before and after, and for its own
 * secret (RFC 6238).
 */
import { expect, test } from 'vitest';
import { newTotpSecret, totpStep } from './totp.ts';

/** RFC 6238, appendix B: the secret "12345678901234567890", the last six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

test.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [1_234_567_890, '005924', 41_152_263],
  [2_000_000_000, '279037', 66_666_666],
])('at %i the code is %s', (seconds, code, step) => {
  expect(totpStep(SECRET, code, at(seconds))).toBe(step);
});

test.each([
  [0, 1],
  [29, 1],
  [30, 1],
  [89, 1],
  [90, null],
])('the code of the seconds 30 to 59 at second %i', (seconds, step) => {
  expect(totpStep(SECRET, '287082', at(seconds))).toBe(step);
});

test.each(['287-082', '287 082', ' 287082 ', '２８７０８２'])(
  '%j is read as people type it',
  (code) => {
    expect(totpStep(SECRET, code, at(59))).toBe(1);
  },
);

test.each(['', '28708', '2870820', '28708x', '287083'])('%j is not a current code', (code) => {
  expect(totpStep(SECRET, code, at(59))).toBeNull();
});

test('a new secret has 160 bits, and is unlike any other', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(newTotpSecret());
});
