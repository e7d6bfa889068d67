import { assert } from '../kit/assert.ts';
import { lengthPrefixed } from './length-prefixed.ts';

/**
 * A sealed code is nonce (12) ‖ ciphertext (128) ‖ tag (16) of AES-256-GCM under its lot's data key. The plaintext is length of
 * the code ‖ length of the serial number (0: none) ‖ both ‖ zeros, always of one size, so that the length reveals nothing.
 */
export const NONCE_BYTES = 12;
export const PLAINTEXT_BYTES = 128;
export const TAG_BYTES = 16;
/** Where the code begins in the plaintext, whose first byte is its length. */
export const CODE_AT = 2;
export const SEALED_BYTES = NONCE_BYTES + PLAINTEXT_BYTES + TAG_BYTES;

/** Visible ASCII, spaces inside. */
export const CODE_LENGTH_MAX = 64;
/** UTF-8. */
export const SERIAL_BYTES_MAX = PLAINTEXT_BYTES - CODE_AT - CODE_LENGTH_MAX;

export interface PlainCode {
  readonly code: string;
  readonly serial: string | null;
}

/** The row that a sealed code belongs to; it opens nowhere else. */
export interface CodePlace {
  readonly codeId: string;
  readonly productId: number;
  readonly lotId: string;
}

const LABEL = 'psnb2b-code-v1';
const CODE_ID_AT = 4 + LABEL.length + 4;
const PRODUCT_AT = CODE_ID_AT + 16 + 4;

/** The associated data of a code: its kind, id, product and lot. */
export function associatedData(place: CodePlace): Buffer {
  const product = Buffer.alloc(4);
  product.writeUInt32BE(place.productId);
  return lengthPrefixed(LABEL, uuidBytes(place.codeId), product, uuidBytes(place.lotId));
}

/** Changes associated data to that of another code of the same lot; an import does this a million times. */
export function pointAt(data: Buffer, codeIds: Buffer, at: number, productId: number): void {
  codeIds.copy(data, CODE_ID_AT, at, at + 16);
  data.writeUInt32BE(productId, PRODUCT_AT);
}

/** The code id in associated data, in hex. */
export function codeIdIn(data: Buffer): string {
  return data.toString('hex', CODE_ID_AT, CODE_ID_AT + 16);
}

/** Where the plaintext stands before it is sealed in its place. */
export function plaintextIn(target: Buffer, sealedAt: number): Buffer {
  const at = sealedAt + NONCE_BYTES;
  return target.subarray(at, at + PLAINTEXT_BYTES);
}

/** Writes the plaintext where it will be sealed. */
export function writePlaintext(plain: PlainCode, target: Buffer, sealedAt: number): void {
  const { code, serial } = plain;
  const at = sealedAt + NONCE_BYTES;
  assert(code.length > 0 && code.length <= CODE_LENGTH_MAX, 'a code has 1 to 64 characters');
  let end = at + CODE_AT;
  for (let index = 0; index < code.length; index += 1) {
    const unit = code.charCodeAt(index);
    assert(unit >= 0x20 && unit <= 0x7e, 'a code is visible ASCII');
    target[end] = unit;
    end += 1;
  }
  const room = at + PLAINTEXT_BYTES - end;
  const serialBytes = serial === null ? 0 : target.write(serial, end, room, 'utf8');
  assert(serial === null || serialBytes > 0, 'a serial number is not empty');
  target[at] = code.length;
  target[at + 1] = serialBytes;
  target.fill(0, end + serialBytes, at + PLAINTEXT_BYTES);
}

export function readPlaintext(bytes: Buffer): PlainCode {
  const code = readCode(bytes);
  const from = CODE_AT + code.length;
  const to = from + bytes.readUInt8(1);
  return { code, serial: to === from ? null : bytes.toString('utf8', from, to) };
}

/** The code alone. */
export function readCode(bytes: Buffer): string {
  return bytes.toString('latin1', CODE_AT, CODE_AT + bytes.readUInt8(0));
}

export function uuidBytes(uuid: string): Buffer {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  assert(bytes.length === 16, 'a UUID has 16 bytes');
  return bytes;
}
