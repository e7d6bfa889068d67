import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { SealBroken } from './key-problem.ts';
import { lengthPrefixed } from './length-prefixed.ts';

/**
 * What a wrapped key is for; it unwraps as nothing else. The version of the wrapping key is part of
 * what is authenticated.
 */
export type KeyPurpose =
  | { readonly kind: 'data-key'; readonly lotId: string }
  | { readonly kind: 'named-key'; readonly name: string }
  | { readonly kind: 'check' };

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LENGTHS = { authTagLength: TAG_BYTES };

export function newKey(): KeyObject {
  const bytes = randomBytes(KEY_BYTES);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** nonce (12) ‖ AES-256-GCM of the key's 32 bytes ‖ tag (16), under a key-encryption key. */
export function wrapKey(
  kek: KeyObject,
  version: number,
  purpose: KeyPurpose,
  key: KeyObject,
): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', kek, nonce, LENGTHS);
  cipher.setAAD(associatedData(version, purpose));
  const bytes = key.export();
  const wrapped = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  bytes.fill(0);
  return wrapped;
}

/** Throws SealBroken when it was wrapped by another key, for another purpose, or altered. */
export function unwrapKey(
  kek: KeyObject,
  version: number,
  purpose: KeyPurpose,
  wrapped: Buffer,
): KeyObject {
  if (wrapped.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) {
    throw new SealBroken('a wrapped key has the wrong size');
  }
  const decipher = createDecipheriv('aes-256-gcm', kek, wrapped.subarray(0, NONCE_BYTES), LENGTHS);
  decipher.setAAD(associatedData(version, purpose));
  decipher.setAuthTag(wrapped.subarray(NONCE_BYTES + KEY_BYTES));
  const bytes = decipher.update(wrapped.subarray(NONCE_BYTES, NONCE_BYTES + KEY_BYTES));
  try {
    decipher.final();
    return createSecretKey(bytes);
  } catch {
    throw new SealBroken(`a wrapped ${purpose.kind} does not open under version ${version}`);
  } finally {
    bytes.fill(0);
  }
}

function associatedData(version: number, purpose: KeyPurpose): Buffer {
  let subject = '';
  if (purpose.kind === 'data-key') subject = purpose.lotId;
  if (purpose.kind === 'named-key') subject = purpose.name;
  return lengthPrefixed('psnb2b-key-v1', purpose.kind, subject, String(version));
}
