/** Guards: codes that are sealed together are AES-256-GCM to the bit, as OpenSSL has it, whatever their bytes and however many they are. */
import { createCipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { manySealer } from './seal-many.ts';
import { NONCE_BYTES, PLAINTEXT_BYTES, SEALED_BYTES, TAG_BYTES } from './sealed-code.ts';
import { newKey } from './wrapped-key.ts';

const CODES_MAX = 5;
/** At no multiple of a word. */
const APART_BYTES = SEALED_BYTES + 7;

test.each([1, 16, 66])('with %i bytes of associated data', (size) => {
  const key = newKey();
  const associated = Array.from({ length: CODES_MAX }, () => randomBytes(size));
  const seal = manySealer(key, Buffer.alloc(size), CODES_MAX);
  const placeOf = (code: number) => 3 + code * APART_BYTES;
  for (const count of [CODES_MAX, 1, 0, 4]) {
    const plain = randomBytes(placeOf(CODES_MAX));
    const target = Buffer.from(plain);
    seal(target, count, placeOf, (data, code) => associated[code]?.copy(data));
    const expected = Buffer.from(plain);
    for (let code = 0; code < count; code += 1) {
      const at = placeOf(code);
      const nonce = target.subarray(at, at + NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(associated[code] ?? Buffer.alloc(0));
      const text = cipher.update(plain.subarray(at + NONCE_BYTES).subarray(0, PLAINTEXT_BYTES));
      cipher.final();
      Buffer.concat([nonce, text, cipher.getAuthTag()]).copy(expected, at);
    }
    expect(target.equals(expected)).toBe(true);
  }
});

test('each code has a nonce of its own, and more codes than there is room for are not sealed', () => {
  const seal = manySealer(newKey(), Buffer.alloc(1), CODES_MAX);
  const target = Buffer.alloc(9 * SEALED_BYTES);
  const codes = (count: number) =>
    seal(
      target,
      count,
      (code) => code * SEALED_BYTES,
      () => {},
    );
  codes(CODES_MAX);
  const nonces = Array.from({ length: CODES_MAX }, (_, code) =>
    target.toString('hex', code * SEALED_BYTES, code * SEALED_BYTES + NONCE_BYTES),
  );
  expect(new Set(nonces).size).toBe(CODES_MAX);
  expect(() => codes(CODES_MAX + 1)).toThrow('room');
});
