import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { drawRandom } from './random.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LENGTHS = { authTagLength: TAG_BYTES };

/** The number of bytes that sealing adds. */
export const SEAL_OVERHEAD_BYTES: number = NONCE_BYTES + TAG_BYTES;

/**
 * nonce (12) ‖ AES-256-GCM ‖ tag (16), bound to `associated`: everything except codes is sealed in this form. One key seals at
 * most some millions of things, far below the 2^32 that random nonces allow (NIST SP 800-38D, section 8.3).
 */
export function seal(key: KeyObject, associated: Uint8Array, plain: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafeSlow(plain.length + SEAL_OVERHEAD_BYTES);
  drawRandom(sealed, 0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), LENGTHS);
  cipher.setAAD(associated);
  sealed.set(cipher.update(plain), NONCE_BYTES);
  cipher.final();
  sealed.set(cipher.getAuthTag(), NONCE_BYTES + plain.length);
  return sealed;
}

/** Null if it was bound to something else, sealed by another key, truncated or altered. */
export function unseal(key: KeyObject, associated: Uint8Array, sealed: Buffer): Buffer | null {
  const end = sealed.length - TAG_BYTES;
  if (end < NONCE_BYTES) return null;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, LENGTHS);
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return null;
  }
}
