import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { SealBroken } from './key-problem.ts';
import { openCode } from './open-code.ts';
import { sealCode } from './seal-code.ts';
import { associatedData, type CodePlace, type PlainCode, SEALED_BYTES } from './sealed-code.ts';
import { newKey } from './wrapped-key.ts';

// Guards: a sealed code opens only with its lot's key, in its own row, unaltered; nothing of it can be seen.

const key = newKey();
const place: CodePlace = { codeId: randomUUID(), productId: 7, lotId: randomUUID() };
const plain: PlainCode = { code: 'ABCD-EFGH-JKLM', serial: 'SN-1' };

function seal(at: CodePlace, what: PlainCode = plain, under = key): Buffer {
  const sealed = Buffer.alloc(SEALED_BYTES);
  sealCode(under, associatedData(at), what, sealed, 0);
  return sealed;
}

test.each([
  plain,
  { code: 'A1B2', serial: null },
  { code: 'x'.repeat(64), serial: 'é'.repeat(31) },
])('a sealed code opens byte for byte: %o', (what) => {
  expect(openCode(key, place, seal(place, what))).toEqual(what);
});

test('attack: a row swapped for another code, product or lot does not open', () => {
  const sealed = seal(place);
  for (const other of [
    { ...place, codeId: randomUUID() },
    { ...place, productId: 8 },
    { ...place, lotId: randomUUID() },
  ]) {
    expect(() => openCode(key, other, sealed)).toThrow(SealBroken);
  }
});

test('attack: the key of another lot does not open it', () => {
  expect(() => openCode(newKey(), place, seal(place))).toThrow(SealBroken);
});

test('attack: every single flipped bit is detected', () => {
  const sealed = seal(place);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const flipped = Buffer.from(sealed);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => openCode(key, place, flipped)).toThrow(SealBroken);
  }
});

test('attack: cut short or made longer, with a shorter tag for instance', () => {
  const sealed = seal(place);
  for (const size of [0, 12, 28, SEALED_BYTES - 12, SEALED_BYTES - 1]) {
    expect(() => openCode(key, place, sealed.subarray(0, size))).toThrow(SealBroken);
  }
  expect(() => openCode(key, place, Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow(SealBroken);
});

test('attack: length and ciphertext reveal nothing; the same code never seals the same twice', () => {
  const short = seal(place, { code: 'AAAA', serial: null });
  const long = seal(place, { code: 'A'.repeat(64), serial: 'S'.repeat(62) });
  expect(short.length).toBe(long.length);
  expect(seal(place).equals(seal(place))).toBe(false);
  expect(seal(place).includes(plain.code)).toBe(false);
});

test('a code that is empty, too long or not ASCII is never sealed', () => {
  for (const code of ['', 'x'.repeat(65), 'ÄBCDEF', 'AB\u0000CD']) {
    expect(() => seal(place, { code, serial: null })).toThrow();
  }
  expect(() => seal(place, { code: 'ABCD', serial: '' })).toThrow();
});
