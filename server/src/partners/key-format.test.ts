/** Guards: a key has the published form, and a mistyped one is refused without a look-up. */
import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellOf, createKeyText, hashKey, readKeyText, visibleParts } from './key-format.ts';

const VECTOR = 'psnb2b_test_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf3dql7P';
const counting = Buffer.from(Array.from({ length: 32 }, (_, index) => index));

test('the published vector', () => {
  expect(createKeyText('test', null, counting)).toBe(VECTOR);
  expect(readKeyText(VECTOR)).toBe('test');
  expect(visibleParts(VECTOR)).toEqual({ prefix: 'psnb2b_test_003a', suffix: 'ql7P' });
});

test('every secret gives a key that is read again', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.constantFrom('live' as const, 'test' as const),
      fc.constantFrom(null, 'a', 'e', 'z'),
      (secret, mode, cell) => {
        const text = createKeyText(mode, cell, Buffer.from(secret));
        // nothing: without a cell there is no letter.
        expect(text).toMatch(new RegExp(`^psnb2b_(live|test)_${cell ?? ''}[0-9A-Za-z]{49}$`));
        expect(readKeyText(text)).toBe(mode);
        expect(cellOf(text)).toBe(cell);
      },
    ),
  );
});

test('a key whose letter of the cell was changed or taken away is invalid', () => {
  const text = createKeyText('live', 'e', counting);
  expect(text).toHaveLength(62);
  for (const other of ['', 'f', 'E', '1']) {
    const changed = text.replace('_live_e', `_live_${other}`);
    expect([readKeyText(changed), cellOf(changed)]).toEqual([null, null]);
  }
});

test('a key with one wrong character is invalid', () => {
  const alphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
  for (let index = 12; index < VECTOR.length; index += 1) {
    for (const other of alphabet.filter((character) => character !== VECTOR[index])) {
      const mistyped = VECTOR.slice(0, index) + other + VECTOR.slice(index + 1);
      expect(readKeyText(mistyped)).toBeNull();
    }
  }
  const twisted = ['', VECTOR.slice(1), `${VECTOR}0`, ` ${VECTOR}`, `${VECTOR}\n`, 'x'.repeat(61)];
  const other = VECTOR.replace('_test_', '_live_');
  for (const text of [...twisted, other, VECTOR.toLowerCase()]) {
    expect(readKeyText(text)).toBeNull();
  }
});

test('a key is stored as HMAC-SHA256 under the pepper', () => {
  const pepper = createSecretKey(Buffer.alloc(32, 7));
  const expected = createHmac('sha256', Buffer.alloc(32, 7)).update(VECTOR).digest('hex');
  expect(hashKey(pepper, VECTOR).toString('hex')).toBe(expected);
});
