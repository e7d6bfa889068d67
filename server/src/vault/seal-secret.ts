import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { SealBroken } from './key-problem.ts';
import { lengthPrefixed } from './length-prefixed.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LENGTHS = { authTagLength: TAG_BYTES };

/** The row that a sealed secret belongs to: what it is, and the ids of its row. It opens nowhere else. */
export interface SecretPlace {
  readonly kind: string;
  readonly ids: readonly string[];
}

/** nonce (12) ‖ AES-256-GCM of the text ‖ tag (16), bound to its place. */
export function sealSecret(key: KeyObject, place: SecretPlace, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, LENGTHS);
  cipher.setAAD(associatedData(place));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Throws SealBroken for a secret of another place, or one altered. */
export function openSecret(key: KeyObject, place: SecretPlace, sealed: Buffer): string {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealBroken('a sealed secret is too short');
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, LENGTHS);
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const text = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw new SealBroken(`a sealed ${place.kind} does not open in its place`);
  }
}

function associatedData({ kind, ids }: SecretPlace): Buffer {
  return lengthPrefixed('psnb2b-secret-v1', kind, ...ids);
}
