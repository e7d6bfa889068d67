import { crc32 } from 'node:zlib';
import { FileFault } from './file-fault.ts';
import { checkPixels, type Judged } from './judged.ts';

export const PNG_SIGNATURE: Buffer = Buffer.from('89504e470d0a1a0a', 'hex');
const TYPE = /^[A-Za-z]{4}$/;
/** Bit depths of each colour type: PNG, third edition, table 8. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/**
 * Walks the chunks of a PNG (W3C, Portable Network Graphics, third edition): each complete and with
 * its checksum, header first, pixels in one stretch, the end last and nothing behind it. Nothing is
 * unpacked.
 */
export function judgePng(bytes: Buffer): Judged {
  let at = PNG_SIGNATURE.length;
  let size: { width: number; height: number } | null = null;
  let pixels: 'ahead' | 'here' | 'over' = 'ahead';
  while (at < bytes.length) {
    if (at + 12 > bytes.length) throw truncated();
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (!TYPE.test(type)) throw broken();
    if (end > bytes.length) throw truncated();
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw broken();
    if ((type === 'IHDR') !== (size === null)) throw broken();
    if (type === 'IHDR') size = readHeader(bytes.subarray(at + 8, end - 4));
    if (type === 'acTL') throw new FileFault('The PNG moves; send a picture that stands still.');
    if (type === 'IDAT') {
      if (pixels === 'over') throw broken();
      pixels = 'here';
    } else if (pixels === 'here') {
      pixels = 'over';
    }
    at = end;
    if (type === 'IEND') {
      if (!size || pixels === 'ahead' || length !== 0) throw broken();
      if (at < bytes.length) throw new FileFault('The PNG is followed by something else.');
      return { kind: 'png', ...size, kept: bytes };
    }
  }
  throw truncated();
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
