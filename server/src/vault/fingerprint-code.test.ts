import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { fingerprinter } from './fingerprint-code.ts';
import { normaliseCode, normalisePasted } from './normalise-code.ts';
import { newKey } from './wrapped-key.ts';

// Guards: a fingerprint is HMAC-SHA256 to the letter, and the same however a code is written.

test.each(['', 'ABCDEFGH', 'x'.repeat(64), '€'.repeat(64)])('is HMAC-SHA256 of %s', (text) => {
  const key = newKey();
  const expected = createHmac('sha256', key).update(text).digest().subarray(0, 16);
  const fingerprint = fingerprinter(key);
  for (let again = 0; again < 2; again += 1) {
    expect(Buffer.from(fingerprint(text), 'latin1').equals(expected)).toBe(true);
  }
});

test('case, spaces and hyphens do not count', () => {
  expect(normaliseCode(' ab-cd EF--12')).toBe('ABCDEF12');
});

test('nor do marks that show nothing, and blanks and dashes of any kind, in a text that was pasted', () => {
  expect(normalisePasted('\u200f\ufeffab\u2011cd\u00a0\tEF\u2014\u200b12\n')).toBe('ABCDEF12');
});
