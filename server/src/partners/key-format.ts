import { createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Mode } from '../kit/tenant-ref.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_BYTES = 32;
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;
const PREFIX_VISIBLE = 16;
const SUFFIX_VISIBLE = 4;
const SHAPE = /^psnb2b_(live|test)_([a-z]?)[0-9A-Za-z]{49}$/;

/**
 * A new API key: `psnb2b_<mode>_`, the letter of the cell if the shop has several, 32 random bytes as 43 base62 characters, and 6 of
 * CRC-32/ISO-HDLC over everything before. The checksum lets scanners and servers refuse a mistyped key without a look-up. The
 * letter makes a key one character longer, so a proxy finds the cell of a key by its beginning and its length.
 */
export function createKeyText(
  mode: Mode,
  cell: string | null,
  secret: Buffer = randomBytes(SECRET_BYTES),
): string {
  const random = base62(BigInt(`0x${secret.toString('hex')}`), SECRET_LENGTH);
  // nothing: a shop that is one cell has no letter.
  const body = `psnb2b_${mode}_${cell ?? ''}${random}`;
  return body + base62(BigInt(crc32(body)), CHECK_LENGTH);
}

/** The mode of a well-formed key whose checksum fits; null for any other text. No look-up. */
export function readKeyText(text: string): Mode | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const body = text.slice(0, -CHECK_LENGTH);
  return base62Number(crc32(body)) === text.slice(-CHECK_LENGTH) ? (match[1] as Mode) : null;
}

/** The letter of the cell of a well-formed key; null if it has none, and for any other text. */
export function cellOf(text: string): string | null {
  return readKeyText(text) === null ? null : SHAPE.exec(text)?.[2] || null;
}

/** The stored form of a key: HMAC-SHA256 under the server's pepper. */
export function hashKey(pepper: KeyObject, text: string): Buffer {
  return createHmac('sha256', pepper).update(text).digest();
}

/** The visible part of a key, which names it. */
export function visibleParts(text: string): { prefix: string; suffix: string } {
  return { prefix: text.slice(0, PREFIX_VISIBLE), suffix: text.slice(-SUFFIX_VISIBLE) };
}

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n)
    text = ALPHABET[Number(rest % 62n)] + text;
  return text;
}

/** Base62 of the 32 bits of a checksum; this runs on every request. */
function base62Number(value: number): string {
  let text = '';
  for (let rest = value; text.length < CHECK_LENGTH; rest = Math.floor(rest / 62)) {
    text = ALPHABET[rest % 62] + text;
  }
  return text;
}
