import { createDecipheriv, type KeyObject } from 'node:crypto';
import { SealBroken } from './key-problem.ts';
import {
  associatedData,
  type CodePlace,
  NONCE_BYTES,
  type PlainCode,
  readPlaintext,
  SEALED_BYTES,
  TAG_BYTES,
} from './sealed-code.ts';

const LENGTHS = { authTagLength: TAG_BYTES };

/** Opens a sealed code of exactly this row. Throws SealBroken for any other, or one altered. */
export function openCode(key: KeyObject, place: CodePlace, sealed: Buffer): PlainCode {
  if (sealed.length !== SEALED_BYTES) throw new SealBroken('a sealed code has the wrong size');
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, LENGTHS);
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(sealed.subarray(SEALED_BYTES - TAG_BYTES));
  const plaintext = decipher.update(sealed.subarray(NONCE_BYTES, SEALED_BYTES - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw new SealBroken(`code ${place.codeId} does not open in its place`);
  }
  const plain = readPlaintext(plaintext);
  plaintext.fill(0);
  return plain;
}
