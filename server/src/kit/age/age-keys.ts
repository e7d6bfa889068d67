import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { bech32 } from '@scure/base';
import { AgeProblem } from './age-problem.ts';

const RECIPIENT = 'age';
const IDENTITY = 'AGE-SECRET-KEY-';
/** DER of an X25519 key up to its 32 bytes (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex');
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The 32 bytes of a public key of X25519. */
export function rawPublic(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length);
}

export function publicOfRaw(raw: Uint8Array): KeyObject {
  return createPublicKey({
    key: Buffer.concat([SPKI_HEAD, raw]),
    format: 'der',
    type: 'spki',
  });
}

/** A recipient as people write it: `age1…`. */
export function formatRecipient(publicKey: KeyObject): string {
  return bech32.encodeFromBytes(RECIPIENT, rawPublic(publicKey));
}

/** Parses `age1…`. Throws AgeProblem if it is none. */
export function parseRecipient(text: string): KeyObject {
  const raw = decoded(text.trim(), RECIPIENT);
  if (raw === null) {
    throw new AgeProblem('A public key begins with age1 and has 62 characters; this is none.');
  }
  return publicOfRaw(raw);
}

/** An identity as `age-keygen` writes it: `AGE-SECRET-KEY-1…`. */
export function formatIdentity(privateKey: KeyObject): string {
  const raw = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_HEAD.length);
  return bech32.encodeFromBytes(IDENTITY.toLowerCase(), raw).toUpperCase();
}

/**
 * Parses a file of identities: one on a line, empty lines and those that begin with `#` are skipped. Throws AgeProblem if there is
 * none; the message never contains any of the text.
 */
export function parseIdentities(text: string): KeyObject[] {
  const lines = text.split('\n').map((line) => line.trim());
  const named = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (named.length === 0) throw new AgeProblem('It has no private key.');
  return named.map((line) => {
    const raw = decoded(line, IDENTITY.toLowerCase());
    if (raw === null) {
      throw new AgeProblem('It is not a file of private keys: AGE-SECRET-KEY-1… on each line.');
    }
    return createPrivateKey({
      key: Buffer.concat([PKCS8_HEAD, raw]),
      format: 'der',
      type: 'pkcs8',
    });
  });
}

function decoded(text: string, prefix: string): Uint8Array | null {
  if (text.length > 90) return null;
  try {
    const { prefix: found, bytes } = bech32.decodeToBytes(text);
    return found === prefix && bytes.length === 32 ? bytes : null;
  } catch {
    return null;
  }
}
