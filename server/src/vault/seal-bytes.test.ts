/** Guards: sealed bytes open with their own key and in their own place, and nowhere else. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SEAL_OVERHEAD_BYTES } from '../kit/sealed.ts';
import { SealBroken } from './key-problem.ts';
import { openBytes, type SealPlace, sealBytes } from './seal-bytes.ts';

const key = createSecretKey(randomBytes(32));
const place: SealPlace = ['file', 'a', 'owner', 3];
const plain = Buffer.from('a passport');

describe('sealed bytes', () => {
  test.each([0, 1, 64, 262_144])('of length %i open unchanged', (length) => {
    const bytes = randomBytes(length);
    const sealed = sealBytes(key, place, bytes);
    expect(sealed).toHaveLength(length + SEAL_OVERHEAD_BYTES);
    expect(openBytes(key, place, sealed).equals(bytes)).toBe(true);
  });

  test.each<[string, SealPlace]>([
    ['another kind', ['key', 'a', 'owner', 3]],
    ['another id', ['file', 'b', 'owner', 3]],
    ['another member', ['file', 'a', 'owner', 4]],
    ['fewer members', ['file', 'a', 'owner']],
    ['members cut elsewhere', ['file', 'a', 'owne', 'r3']],
  ])('do not open in %s', (_name, other) => {
    const sealed = sealBytes(key, place, plain);
    expect(() => openBytes(key, other, sealed)).toThrow(SealBroken);
  });

  test('do not open with another key, when altered or when cut', () => {
    const sealed = sealBytes(key, place, plain);
    expect(() => openBytes(createSecretKey(randomBytes(32)), place, sealed)).toThrow(SealBroken);
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => openBytes(key, place, altered)).toThrow(SealBroken);
      expect(() => openBytes(key, place, sealed.subarray(0, at))).toThrow(SealBroken);
    }
  });

  test('of the same text never look alike', () => {
    expect(sealBytes(key, place, plain).equals(sealBytes(key, place, plain))).toBe(false);
  });
});
