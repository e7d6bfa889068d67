import { createCipheriv, type KeyObject } from 'node:crypto';
import { drawRandom } from '../kit/random.ts';
import {
  NONCE_BYTES,
  PLAINTEXT_BYTES,
  type PlainCode,
  TAG_BYTES,
  writePlaintext,
} from './sealed-code.ts';

const plaintext = Buffer.alloc(PLAINTEXT_BYTES);
const nonce = Buffer.alloc(NONCE_BYTES);
const LENGTHS = { authTagLength: TAG_BYTES };

/**
 * Writes the sealed code at `at`. A nonce is 96 random bits: with the million codes of a lot under one key, two are equal with a
 * probability of 2⁻⁵⁷.
 */
export function sealCode(
  key: KeyObject,
  associated: Buffer,
  plain: PlainCode,
  target: Buffer,
  at: number,
): void {
  writePlaintext(plain, plaintext);
  drawRandom(nonce, 0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, LENGTHS);
  cipher.setAAD(associated);
  target.set(nonce, at);
  target.set(cipher.update(plaintext), at + NONCE_BYTES);
  cipher.final();
  target.set(cipher.getAuthTag(), at + NONCE_BYTES + PLAINTEXT_BYTES);
  plaintext.fill(0);
}
