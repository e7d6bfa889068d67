import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { SEAL_OVERHEAD_BYTES, seal, unseal } from '../kit/sealed.ts';
import { SealBroken } from './key-problem.ts';
import { lengthPrefixed } from './length-prefixed.ts';

/** The purpose of a wrapped key; it unwraps for no other. The version of the wrapping key is authenticated, too. */
export type KeyPurpose =
  | { readonly kind: 'data-key'; readonly lotId: string }
  | { readonly kind: 'named-key'; readonly name: string }
  | { readonly kind: 'check' };

const KEY_BYTES = 32;

export function newKey(): KeyObject {
  const bytes = randomBytes(KEY_BYTES);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** The key's 32 bytes, sealed under a key-encryption key. */
export function wrapKey(
  kek: KeyObject,
  version: number,
  purpose: KeyPurpose,
  key: KeyObject,
): Buffer {
  const bytes = key.export();
  const wrapped = seal(kek, associatedData(version, purpose), bytes);
  bytes.fill(0);
  return wrapped;
}

/** Throws SealBroken if it was wrapped by another key, for another purpose, or altered. */
export function unwrapKey(
  kek: KeyObject,
  version: number,
  purpose: KeyPurpose,
  wrapped: Buffer,
): KeyObject {
  if (wrapped.length !== KEY_BYTES + SEAL_OVERHEAD_BYTES) {
    throw new SealBroken('a wrapped key has the wrong size');
  }
  const bytes = unseal(kek, associatedData(version, purpose), wrapped);
  if (!bytes) {
    throw new SealBroken(`a wrapped ${purpose.kind} does not open under version ${version}`);
  }
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function associatedData(version: number, purpose: KeyPurpose): Buffer {
  let subject = '';
  if (purpose.kind === 'data-key') subject = purpose.lotId;
  if (purpose.kind === 'named-key') subject = purpose.name;
  return lengthPrefixed('psnb2b-key-v1', purpose.kind, subject, String(version));
}
