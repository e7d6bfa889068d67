import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LENGTHS = { authTagLength: TAG_BYTES };

/**
 * A short secret that must be shown again: nonce (12) ‖ AES-256-GCM ‖ tag (16), bound to `place`,
 * which names the table and row it lies in. One key seals at most some millions of texts, far below
 * the 2^32 that random nonces allow (NIST SP 800-38D, section 8.3).
 */
export function sealText(key: KeyObject, place: string, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, LENGTHS);
  cipher.setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when it was sealed for another place, by another key, or was altered. */
export function openText(key: KeyObject, place: string, sealed: Buffer): string {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, LENGTHS);
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const text = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}
