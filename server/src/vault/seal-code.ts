import { createCipheriv, type KeyObject } from 'node:crypto';
import { drawRandom } from '../kit/random.ts';
import {
  NONCE_BYTES,
  PLAINTEXT_BYTES,
  type PlainCode,
  plaintextIn,
  TAG_BYTES,
  writePlaintext,
} from './sealed-code.ts';

const LENGTHS = { authTagLength: TAG_BYTES };

/** Writes the sealed code at `at`. */
export function sealCode(
  key: KeyObject,
  associated: Buffer,
  plain: PlainCode,
  target: Buffer,
  at: number,
): void {
  writePlaintext(plain, target, at);
  sealInPlace(key, associated, target, at);
}

/**
 * Seals the plaintext that stands where the ciphertext will: it is overwritten. A nonce is 96 random bits: with the million codes of a lot
 * under one key, two are equal with a probability of 2⁻⁵⁷.
 */
export function sealInPlace(key: KeyObject, associated: Buffer, target: Buffer, at: number): void {
  drawRandom(target, at, NONCE_BYTES);
  const nonce = target.subarray(at, at + NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, LENGTHS);
  cipher.setAAD(associated);
  target.set(cipher.update(plaintextIn(target, at)), at + NONCE_BYTES);
  cipher.final();
  target.set(cipher.getAuthTag(), at + NONCE_BYTES + PLAINTEXT_BYTES);
}
