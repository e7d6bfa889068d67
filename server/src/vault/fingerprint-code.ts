import { hash, type KeyObject } from 'node:crypto';
import { assert } from '../kit/assert.ts';
import { writeNormalised } from './normalise-code.ts';
import { CODE_LENGTH_MAX } from './sealed-code.ts';

export const FINGERPRINT_BYTES = 16;

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** Size in UTF-8: at most three bytes per UTF-16 unit. */
const CODE_BYTES_MAX = 3 * CODE_LENGTH_MAX;

/** HMAC-SHA256 of a normalised code, truncated to 16 bytes, as 16 Latin-1 characters. */
export type Fingerprinter = (normalised: string) => string;

/** The same of the `length` bytes of a code at `from`, visible ASCII that is not normalised yet. */
export type BytesFingerprinter = (code: Uint8Array, from: number, length: number) => string;

/** Makes the fingerprints of codes: keyed, because codes have too little entropy for a plain hash to hide them. */
export function fingerprinter(key: KeyObject): Fingerprinter {
  const hmac = preparedHmac(key);
  return (normalised) => {
    assert(normalised.length <= CODE_LENGTH_MAX, 'a code has at most 64 characters');
    return hmac.of(BLOCK_BYTES + hmac.inner.write(normalised, BLOCK_BYTES));
  };
}

/** Makes those of codes as an import has them. */
export function bytesFingerprinter(key: KeyObject): BytesFingerprinter {
  const hmac = preparedHmac(key);
  return (code, from, length) => {
    assert(length <= CODE_LENGTH_MAX, 'a code has at most 64 characters');
    return hmac.of(writeNormalised(code, from, length, hmac.inner, BLOCK_BYTES));
  };
}

/**
 * An import makes a million fingerprints, so the key is prepared once and used in two hash calls, as RFC 2104 defines it: a third of the
 * time of an Hmac object per code. The message is written into `inner`, after its first block.
 */
function preparedHmac(key: KeyObject): { inner: Buffer; of: (end: number) => string } {
  const inner = Buffer.alloc(BLOCK_BYTES + CODE_BYTES_MAX);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  const bytes = key.export();
  for (let at = 0; at < BLOCK_BYTES; at += 1) {
    // nothing: a short key is padded with zeros (RFC 2104).
    const byte = bytes[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  bytes.fill(0);
  let message = inner;
  const of = (end: number) => {
    // Most codes are as long as the one before.
    if (message.length !== end) message = inner.subarray(0, end);
    outer.write(hash('sha256', message, 'latin1'), BLOCK_BYTES, 'latin1');
    return hash('sha256', outer, 'latin1').slice(0, FINGERPRINT_BYTES);
  };
  return { inner, of };
}
