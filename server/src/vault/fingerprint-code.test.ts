import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { bytesFingerprinter, fingerprinter } from './fingerprint-code.ts';
import { normaliseCode, normalisedLength, normalisePasted } from './normalise-code.ts';
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

test('is the same of the bytes of a code that is not normalised yet, whatever was read before it', () => {
  const key = newKey();
  const [ofText, ofBytes] = [fingerprinter(key), bytesFingerprinter(key)];
  const every = Array.from({ length: 0x5f }, (_, sign) => String.fromCharCode(0x20 + sign)).join(
    '',
  );
  for (const code of [
    every.slice(0, 64),
    'a',
    every.slice(31),
    '-- ',
    '@[`{z-Z a',
    every.slice(0, 64),
  ]) {
    const bytes = Buffer.from(`x${code}x`);
    expect(ofBytes(bytes, 1, code.length)).toBe(ofText(normaliseCode(code)));
    expect(normalisedLength(code)).toBe(normaliseCode(code).length);
  }
  expect(() => ofBytes(Buffer.from(every), 0, 65)).toThrow('64');
});

test('case, spaces and hyphens do not count', () => {
  expect(normaliseCode(' ab-cd EF--12')).toBe('ABCDEF12');
});

test('nor do marks that show nothing, and blanks and dashes of any kind, in a text that was pasted', () => {
  expect(normalisePasted('\u200f\ufeffab\u2011cd\u00a0\tEF\u2014\u200b12\n')).toBe('ABCDEF12');
});
