import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { Picture } from './canvas.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 2;
const UP = 2;

/** The PNG (third edition) of opaque pixels: red, green and blue, row by row. The same pixels give the same bytes. */
export function writePng({
  width,
  height,
  rgb,
}: {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, RGB], 8);
  const row = width * 3;
  const rows = Buffer.alloc((row + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const at = y * (row + 1);
    rows[at] = UP;
    for (let x = 0; x < row; x += 1) {
      // nothing: it is within the buffer, and above the first row is nothing
      const [here, above] = [rgb[y * row + x] ?? 0, y === 0 ? 0 : (rgb[(y - 1) * row + x] ?? 0)];
      rows[at + 1 + x] = here - above;
    }
  }
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND')]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(data.length, 0);
  bytes.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([bytes.subarray(0, 4), named, bytes.subarray(4)]);
}

/** Samples of a pixel, by the type of its colour (11.2.1). */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The pixels of a PNG with at most 8 bits a sample and without interlacing, whose content was judged before; null for another. */
export function readPng(bytes: Buffer): Picture | null {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return null;
  const chunks = new Map<string, Buffer[]>();
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    chunks.set(type, [...(chunks.get(type) ?? []), bytes.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  const [head] = chunks.get('IHDR') ?? [];
  if (!head || head.length < 13) return null;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [depth = 0, colour = 0, , , interlaced] = head.subarray(8);
  const samples = SAMPLES[colour];
  if (samples === undefined || depth > 8 || interlaced !== 0) return null;
  const stride = Math.ceil((width * samples * depth) / 8);
  const packed = Buffer.concat(chunks.get('IDAT') ?? []);
  const rows = inflateSync(packed, { maxOutputLength: (stride + 1) * height });
  if (rows.length < (stride + 1) * height) return null;
  const plain = unfilter(rows, stride, height, Math.max(1, (samples * depth) >> 3));
  const [palette, alphas] = [chunks.get('PLTE')?.[0], chunks.get('tRNS')?.[0]];
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const given = Array.from({ length: samples }, (_, index) =>
        sampleOf(plain, y * stride, x * samples + index, depth),
      );
      rgba.set(colourOf(colour, depth, given, palette, alphas), (y * width + x) * 4);
    }
  }
  return { width, height, rgba };
}

function sampleOf(rows: Uint8Array, row: number, index: number, depth: number): number {
  const bit = index * depth;
  // nothing: it is within the buffer
  const byte = rows[row + (bit >> 3)] ?? 0;
  return (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** Red, green, blue and alpha of a pixel's samples; a single transparent colour (tRNS of types 0 and 2) is honoured. */
function colourOf(
  type: number,
  depth: number,
  given: readonly number[],
  palette: Buffer | undefined,
  alphas: Buffer | undefined,
): readonly number[] {
  const [first = 0, second = 0, third = 0, fourth = 255] = given;
  if (type === 3) {
    const at = first * 3;
    const [red = 0, green = 0, blue = 0] = palette?.subarray(at, at + 3) ?? [];
    return [red, green, blue, alphas?.[first] ?? 255];
  }
  const isClear =
    (type === 0 || type === 2) &&
    alphas !== undefined &&
    alphas.length >= given.length * 2 &&
    given.every((each, index) => alphas.readUInt16BE(index * 2) === each);
  if (type === 2 || type === 6) return [first, second, third, isClear ? 0 : fourth];
  const grey = (first * 255) / ((1 << depth) - 1);
  if (type === 4) return [grey, grey, grey, second];
  return [grey, grey, grey, isClear ? 0 : 255];
}

/** Undoes the filters of the rows (clause 9); `bytes`: of one pixel, at least one. */
function unfilter(rows: Buffer, stride: number, height: number, bytes: number): Uint8Array {
  const plain = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1);
    const filter = rows[from];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      // nothing: what is outside the picture counts as zero
      const left = x >= bytes ? (plain[at - bytes] ?? 0) : 0;
      // nothing: the same
      const above = y > 0 ? (plain[at - stride] ?? 0) : 0;
      // nothing: the same
      const corner = x >= bytes && y > 0 ? (plain[at - stride - bytes] ?? 0) : 0;
      // nothing: it is within the buffer
      plain[at] = (rows[from + 1 + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return plain;
}

function predicted(
  filter: number | undefined,
  left: number,
  above: number,
  corner: number,
): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const guess = left + above - corner;
  const [a, b, c] = [left, above, corner].map((each) => Math.abs(guess - each)) as [
    ...[number, number, number],
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
