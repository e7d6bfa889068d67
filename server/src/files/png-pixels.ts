import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';

/** The chunks that pixels are made of; the others are not decoded, because some are compressed on their own. */
const PIXELS: readonly string[] = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
const SIGNATURE_BYTES = 8;
/** Samples of a pixel, by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Of each pass of an interlaced picture: the first column and row, and the steps between them (PNG, third edition, 8.1). */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const INFLATE_BYTES = 1024 * 1024;
/** Some encoders write bytes behind the last row. */
const BEHIND_MAX = 1024 * 1024;

/**
 * Returns a judged PNG with nothing but its pixels, for a decoder. Null if its data is more than the pixels of its header: a decoder would go on
 * inflating ten gigabytes of which no pixel is shown.
 */
export async function pixelsOfPng(bytes: Buffer): Promise<Buffer | null> {
  const kept = [bytes.subarray(0, SIGNATURE_BYTES)];
  const data: Buffer[] = [];
  let header: Buffer | null = null;
  for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length; ) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + bytes.readUInt32BE(at);
    const content = bytes.subarray(at + 8, end - 4);
    if (type === 'IHDR') header = content;
    if (type === 'IDAT') data.push(content);
    if (PIXELS.includes(type)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (!header || !(await inflatesWithin(data, bytesOfRows(header) + BEHIND_MAX))) return null;
  return Buffer.concat(kept);
}

/** How many bytes the rows of a picture are, each with its filter; `header` is the content of IHDR. */
export function bytesOfRows(header: Buffer): number {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const bits = header.readUInt8(8) * (SAMPLES[header.readUInt8(9)] ?? 4);
  const rows = (wide: number, high: number) =>
    wide === 0 ? 0 : high * (1 + Math.ceil((wide * bits) / 8));
  if (header.readUInt8(12) === 0) return rows(width, height);
  return PASSES.reduce(
    (sum, [column, row, right, down]) =>
      sum + rows(Math.ceil((width - column) / right), Math.ceil((height - row) / down)),
    0,
  );
}

/** Whether compressed data is at most so many bytes; inflates no more than that. Throws if it is damaged. */
async function inflatesWithin(data: readonly Buffer[], bytesMax: number): Promise<boolean> {
  let bytes = 0;
  const pieces = Readable.from(data).compose(createInflate({ chunkSize: INFLATE_BYTES }));
  for await (const piece of pieces) {
    bytes += (piece as Buffer).length;
    if (bytes > bytesMax) return false;
  }
  return true;
}
