import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { drawRandom } from '../kit/random.ts';
import { SealBroken } from './key-problem.ts';
import { lengthPrefixed } from './length-prefixed.ts';
import { NONCE_BYTES, TAG_BYTES } from './sealed-code.ts';

/** How many bytes sealing adds. */
export const SEAL_OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/**
 * Where sealed bytes belong, as everything of their row that must not be swapped: the kind of thing
 * first, then its id, then what else never changes. They open with exactly these words.
 */
export type SealPlace = readonly [kind: string, id: string, ...fixed: (string | number)[]];

const LABEL = 'psnb2b-bytes-v1';
const LENGTHS = { authTagLength: TAG_BYTES };

/**
 * nonce (12) ‖ AES-256-GCM of bytes of any length ‖ tag (16), bound to their place. The length shows;
 * a code, whose length would tell something, is sealed by `sealCode`.
 */
export function sealBytes(key: KeyObject, place: SealPlace, plain: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafeSlow(plain.length + SEAL_OVERHEAD_BYTES);
  drawRandom(sealed, 0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), LENGTHS);
  cipher.setAAD(associatedData(place));
  sealed.set(cipher.update(plain), NONCE_BYTES);
  cipher.final();
  sealed.set(cipher.getAuthTag(), NONCE_BYTES + plain.length);
  return sealed;
}

/** Throws SealBroken for bytes of another place or key, or altered ones. */
export function openBytes(key: KeyObject, place: SealPlace, sealed: Buffer): Buffer {
  const end = sealed.length - TAG_BYTES;
  if (end < NONCE_BYTES) throw new SealBroken('sealed bytes are too few');
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, LENGTHS);
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    throw new SealBroken(`${place[0]} ${place[1]} does not open in its place`);
  }
}

function associatedData(place: SealPlace): Buffer {
  return lengthPrefixed(LABEL, ...place.map(String));
}
