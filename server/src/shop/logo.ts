import { createHash } from 'node:crypto';
import { assert } from '../kit/assert.ts';

export const LOGO_BYTES_MAX = 256 * 1024;
const SIDE_MIN = 16;
const SIDE_MAX = 2_000;
/** Bytes of the header of a PNG (third edition, 11.2.1). */
const [DEPTH, INTERLACE] = [24, 28] as const;

export const logoKinds = ['png', 'jpeg', 'webp'] as const;
export type LogoKind = (typeof logoKinds)[number];

/** A picture by which partners know the shop. */
export interface Logo {
  /** SHA-256 of its bytes, as hexadecimal digits. */
  readonly hash: string;
  readonly kind: LogoKind;
  readonly width: number;
  readonly height: number;
}

export interface LogoBytes extends Logo {
  readonly bytes: Buffer;
}

/** A picture whose content was checked; why it cannot be a logo, or null. */
export function logoFault(picture: {
  readonly kind: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly bytes: Buffer;
}): string | null {
  const { kind, width, height, bytes } = picture;
  if (!logoKinds.some((each) => each === kind) || width === null || height === null) {
    return 'It is no picture; send a PNG, JPEG or WebP.';
  }
  if (bytes.length > LOGO_BYTES_MAX) {
    return `It has ${bytes.length} bytes; ${LOGO_BYTES_MAX} are the limit. Save it with fewer pixels.`;
  }
  if (Math.min(width, height) < SIDE_MIN || Math.max(width, height) > SIDE_MAX) {
    return `It has ${width} × ${height} pixels; each side must have ${SIDE_MIN} to ${SIDE_MAX}.`;
  }
  // Printing takes neither.
  if (kind === 'png' && bytes.readUInt8(DEPTH) > 8) {
    return 'It is a PNG with 16 bits a channel; save it with 8 bits.';
  }
  if (kind === 'png' && bytes.readUInt8(INTERLACE) !== 0) {
    return 'It is an interlaced PNG; save it without interlacing.';
  }
  return null;
}

export function logoOf(picture: {
  readonly kind: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly bytes: Buffer;
}): LogoBytes {
  const { width, height, bytes } = picture;
  const kind = logoKinds.find((each) => each === picture.kind);
  assert(kind !== undefined && width !== null && height !== null, 'the picture was judged');
  return { hash: createHash('sha256').update(bytes).digest('hex'), kind, width, height, bytes };
}

/** How much longer one side may be than the other in the small square of a browser's tab. */
const SQUARE_MAX = 1.25;

/** Whether it is recognised in a small square. */
export function isSquare({ width, height }: Logo): boolean {
  return Math.max(width, height) <= Math.min(width, height) * SQUARE_MAX;
}

const ADDRESS = /^([0-9a-f]{64})\.(?:png|jpeg|webp)$/;

/** Where it is served; another picture has another address. */
export function logoAddress({ hash, kind }: Logo): string {
  return `/brand/${hash}.${kind}`;
}

/** The hash in the last part of an address; null if it is none. */
export function hashOfLogo(name: string): string | null {
  return ADDRESS.exec(name)?.[1] ?? null;
}
