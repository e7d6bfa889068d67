import { crc32 } from 'node:zlib';
import { FileFault } from './file-fault.ts';
import { checkPixels, type Judged } from './judged.ts';

export const PNG_SIGNATURE: Buffer = Buffer.from('89504e470d0a1a0a', 'hex');
const TYPE = /^[A-Za-z]{4}$/;
/** Limit of chunks: encoders write pixels in chunks of 8 KiB; a file of our maximum size has some thousand. */
const CHUNKS_MAX = 10_000;
/** Bit depths of each colour type: PNG, third edition, table 8. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** The picture itself, then chunks that affect how it is shown (chapter 11). Texts and all private chunks are dropped. */
const CRITICAL: readonly string[] = ['IHDR', 'PLTE', 'IDAT', 'IEND'];
const SHOWN: readonly string[] = [
  ...[
    'tRNS',
    'cHRM',
    'gAMA',
    'iCCP',
    'sBIT',
    'sRGB',
    'cICP',
    'mDCV',
    'cLLI',
    'bKGD',
    'pHYs',
    'eXIf',
  ],
];

/**
 * Walks the chunks of a PNG (W3C, Portable Network Graphics, third edition): each must be complete and match its checksum, the
 * header comes first, the pixel chunks are consecutive. Keeps the chunks of the picture; chunks of other programs and bytes after
 * the end are dropped. Nothing is decompressed.
 */
export function judgePng(bytes: Buffer): Judged {
  const kept: Buffer[] = [PNG_SIGNATURE];
  let at = PNG_SIGNATURE.length;
  let size: { width: number; height: number } | null = null;
  let pixels: 'ahead' | 'here' | 'over' = 'ahead';
  for (let chunks = 1; at < bytes.length; chunks += 1) {
    if (chunks > CHUNKS_MAX) {
      throw new FileFault('The PNG has too many chunks; save it again and send that.');
    }
    const { type, end } = readChunk(bytes, at);
    if ((type === 'IHDR') !== (size === null)) throw broken();
    if (type === 'IHDR') size = readHeader(bytes.subarray(at + 8, end - 4));
    if (type === 'acTL') throw new FileFault('The PNG is animated; send a still picture.');
    if (type === 'IDAT') {
      if (pixels === 'over') throw broken();
      pixels = 'here';
    } else if (pixels === 'here') {
      pixels = 'over';
    }
    // A capital letter means that no picture can be shown without the chunk (5.4).
    if (/^[A-Z]/.test(type) && !CRITICAL.includes(type)) throw broken();
    if (CRITICAL.includes(type) || SHOWN.includes(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') {
      if (!size || pixels === 'ahead' || end - at !== 12) throw broken();
      return { kind: 'png', ...size, kept: Buffer.concat(kept) };
    }
    at = end;
  }
  throw truncated();
}

function readChunk(bytes: Buffer, at: number): { type: string; end: number } {
  if (at + 12 > bytes.length) throw truncated();
  const type = bytes.toString('latin1', at + 4, at + 8);
  const end = at + 12 + bytes.readUInt32BE(at);
  if (!TYPE.test(type)) throw broken();
  if (end > bytes.length) throw truncated();
  if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw broken();
  return { type, end };
}

function readHeader(data: Buffer): { width: number; height: number } {
  if (data.length !== 13) throw broken();
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  const [depth, colour, compression, filter, interlace] = data.subarray(8);
  const depths = DEPTHS[colour ?? -1] ?? [];
  if (!depths.includes(depth ?? -1) || compression !== 0 || filter !== 0 || (interlace ?? 2) > 1) {
    throw broken();
  }
  checkPixels(width, height);
  return { width, height };
}

function broken(): FileFault {
  return new FileFault('The PNG is damaged; save it again and send that.');
}

function truncated(): FileFault {
  return new FileFault('The PNG is not complete; send it again.');
}
