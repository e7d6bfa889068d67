import { randomFillSync } from 'node:crypto';
import type { IdPrefix } from '@psnb2b/contract';

export type { IdPrefix };

/** An id that matches nothing. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

/*
 * TypeID 0.3: a prefix, `_`, and a UUID as 26 characters of Crockford's base32 in lower case.
 * The UUID is version 7 (RFC 9562): milliseconds first, so ids sort by time.
 */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** The value of each character by its code; -1: it is no digit. */
const DIGITS = Int8Array.from({ length: 128 }, (_, code) =>
  ALPHABET.indexOf(String.fromCharCode(code)),
);
/** The lengths of a UUID's text before each of its dashes. */
const DASH_AFTER: ReadonlySet<number> = new Set([8, 13, 18, 23]);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

// Random bytes are drawn in bulk: one call per id costs more than the id.
const pool = Buffer.alloc(8192);
let used = pool.length;

/**
 * Where ids are written, character by character, and read as one text: a text that is put together from parts is a tree until it is
 * used, and costs twice as much.
 */
const written = Buffer.alloc(64);
const DASH = '-'.charCodeAt(0);
const UNDERSCORE = '_'.charCodeAt(0);
const HEX_CODES = Buffer.from('0123456789abcdef');

function writeByte(at: number, byte: number): void {
  written[at] = HEX_CODES[(byte >> 4) & 0xf] as number;
  written[at + 1] = HEX_CODES[byte & 0xf] as number;
}

/** A new version 7 UUID as 36 lower-case characters; `at` in milliseconds since the epoch. */
export function newUuid(at: number = Date.now()): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const high = Math.floor(at / 0x1000000);
  const low = at % 0x1000000;
  const random = (offset: number) => pool[used + offset] as number;
  writeByte(0, high >> 16);
  writeByte(2, high >> 8);
  writeByte(4, high);
  writeByte(6, low >> 16);
  written[8] = DASH;
  writeByte(9, low >> 8);
  writeByte(11, low);
  written[13] = DASH;
  writeByte(14, 0x70 | (random(0) & 0x0f));
  writeByte(16, random(1));
  written[18] = DASH;
  writeByte(19, 0x80 | (random(2) & 0x3f));
  writeByte(21, random(3));
  written[23] = DASH;
  for (let offset = 4; offset < 10; offset += 1) writeByte(16 + 2 * offset, random(offset));
  used += 10;
  return written.toString('latin1', 0, 36);
}

/** The milliseconds since the epoch in a version 7 UUID. */
export function timeOfUuid(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}

const CODES = Buffer.from(ALPHABET);

/** The value of each hexadecimal digit, by its code: reading digits one by one takes a tenth of parsing parts of a text. */
const NIBBLES = new Uint8Array(128);
for (const digit of '0123456789abcdefABCDEF') {
  NIBBLES[digit.charCodeAt(0)] = Number.parseInt(digit, 16);
}

/** Appends four digits of a UUID to the bits before them. */
function append(bits: number, uuid: string, at: number): number {
  const nibble = (index: number) => NIBBLES[uuid.charCodeAt(at + index)] as number;
  return (bits << 16) | (nibble(0) << 12) | (nibble(1) << 8) | (nibble(2) << 4) | nibble(3);
}

/** `ord`, `0190…` → `ord_01k…`. */
export function formatId(prefix: IdPrefix, uuid: string): string {
  return encode(
    prefix,
    append(append(0, uuid, 0), uuid, 4),
    append(append(0, uuid, 9), uuid, 14),
    append(append(0, uuid, 19), uuid, 24),
    append(append(0, uuid, 28), uuid, 32),
  );
}

/** The id whose UUID is the 16 bytes at `at`. */
export function formatIdBytes(prefix: IdPrefix, bytes: Buffer, at: number): string {
  const word = (index: number) => bytes.readUInt32BE(at + 4 * index);
  return encode(prefix, word(0), word(1), word(2), word(3));
}

/** A new id as text, for ids that no table stores; every request has one. */
export function newIdText(prefix: IdPrefix, at: number = Date.now()): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const rest = ((at % 0x10000) << 16) | 0x7000 | (pool.readUInt16LE(used) & 0xfff);
  const variant = 0x80000000 | (pool.readUInt32LE(used + 2) & 0x3fffffff);
  const id = encode(prefix, Math.floor(at / 0x10000), rest, variant, pool.readUInt32LE(used + 6));
  used += 10;
  return id;
}

/** Writes ten bits. */
function writePair(at: number, bits: number): void {
  written[at] = CODES[(bits >> 5) & 31] as number;
  written[at + 1] = CODES[bits & 31] as number;
}

/** Thirteen groups of ten bits: two zero bits, then the UUID as four words of 32. */
function encode(prefix: IdPrefix, a: number, b: number, c: number, d: number): string {
  const start = prefix.length + 1;
  for (let at = 0; at < prefix.length; at += 1) written[at] = prefix.charCodeAt(at);
  written[start - 1] = UNDERSCORE;
  writePair(start, a >>> 24);
  writePair(start + 2, a >>> 14);
  writePair(start + 4, a >>> 4);
  writePair(start + 6, ((a & 15) << 6) | (b >>> 26));
  writePair(start + 8, b >>> 16);
  writePair(start + 10, b >>> 6);
  writePair(start + 12, ((b & 63) << 4) | (c >>> 28));
  writePair(start + 14, c >>> 18);
  writePair(start + 16, c >>> 8);
  writePair(start + 18, ((c & 255) << 2) | (d >>> 30));
  writePair(start + 20, d >>> 20);
  writePair(start + 22, d >>> 10);
  writePair(start + 24, d);
  return written.toString('latin1', 0, start + 26);
}

/** The moment at which a version 7 UUID was made. */
export function timeOfId(uuid: string): Date {
  return new Date(Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16));
}

/** The UUID of an id, or null: a malformed id is an unknown one. */
export function parseId(prefix: IdPrefix, text: string): string | null {
  const start = prefix.length + 1;
  if (text.length !== start + 26 || !text.startsWith(`${prefix}_`)) return null;
  let uuid = '';
  let bits = 0;
  let held = -2;
  for (let index = start; index < text.length; index += 1) {
    const digit = DIGITS[text.charCodeAt(index)] ?? -1;
    if (digit < 0 || (index === start && digit > 7)) return null;
    bits = (bits << 5) | digit;
    held += 5;
    if (held >= 8) {
      held -= 8;
      uuid += HEX[(bits >> held) & 0xff];
      bits &= (1 << held) - 1;
      if (DASH_AFTER.has(uuid.length)) uuid += '-';
    }
  }
  return uuid;
}

/** The lowest version 7 UUID of a moment: ids made then or later are not below it. */
export function lowestIdAt(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
