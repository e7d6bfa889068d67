import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

interface Drawn {
  readonly depth?: 8 | 16;
  readonly isInterlaced?: boolean;
  /** Pixels by chance, which no compression shrinks. */
  readonly isNoise?: boolean;
}

/** A PNG in colour with transparency (W3C, Portable Network Graphics, third edition). */
export function pngOf(
  width: number,
  height: number,
  { depth = 8, isInterlaced = false, isNoise = false }: Drawn = {},
): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, 6, 0, 0, isInterlaced ? 1 : 0], 8);
  const row = 1 + (width * 4 * depth) / 8;
  const pixels = isNoise ? randomBytes(row * height) : Buffer.alloc(row * height, 0x7f);
  for (let y = 0; y < height; y += 1) pixels[y * row] = 0;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
