import { createHmac, type KeyObject } from 'node:crypto';

export const FINGERPRINT_BYTES = 16;

/**
 * HMAC-SHA256 of a normalised code, truncated to 16 bytes, as a string of 16 Latin-1 characters.
 * Keyed, because codes have too little entropy for a plain hash to hide them. A string costs half
 * of what a Buffer does, a million times.
 */
export function fingerprintCode(key: KeyObject, normalised: string): string {
  return createHmac('sha256', key).update(normalised).digest('latin1').slice(0, FINGERPRINT_BYTES);
}
