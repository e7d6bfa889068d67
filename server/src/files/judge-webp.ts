import { FileFault } from './file-fault.ts';
import { checkPixels, type Judged } from './judged.ts';

const ANIMATION_FLAG = 0x02;
const IMAGES: readonly string[] = ['VP8 ', 'VP8L'];
/** Beside the picture itself, in the extended form only. */
const EXTRAS: readonly string[] = ['ICCP', 'ALPH', 'EXIF', 'XMP '];
const VP8_START = 0x9d012a;
const VP8L_SIGNATURE = 0x2f;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Walks the chunks of a WebP (RFC 9649): as long as it says, one picture that does not move, as large
 * as its canvas, and only chunks that are known. Nothing is decoded.
 */
export function judgeWebp(bytes: Buffer): Judged {
  if (bytes.length < 20) throw truncated();
  const said = bytes.readUInt32LE(4) + 8;
  if (said > bytes.length) throw truncated();
  if (said < bytes.length) throw new FileFault('The WebP is followed by something else.');
  let canvas: Size | null = null;
  let picture: Size | null = null;
  for (let at = 12; at < bytes.length; ) {
    if (at + 8 > bytes.length) throw truncated();
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length;
    if (end > bytes.length) throw truncated();
    const data = bytes.subarray(at + 8, end);
    if (type === 'VP8X' && at === 12) canvas = readCanvas(data);
    else if (IMAGES.includes(type) && !picture) picture = readPicture(type, data);
    else if (!canvas || !EXTRAS.includes(type)) throw broken();
    at = end + (length % 2);
  }
  if (!picture) throw broken();
  if (canvas && (canvas.width !== picture.width || canvas.height !== picture.height)) {
    throw broken();
  }
  return { kind: 'webp', ...picture, kept: bytes };
}

function readCanvas(data: Buffer): Size {
  if (data.length !== 10) throw broken();
  if (((data[0] ?? 0) & ANIMATION_FLAG) !== 0) {
    throw new FileFault('The WebP moves; send a picture that stands still.');
  }
  return sized(data.readUIntLE(4, 3) + 1, data.readUIntLE(7, 3) + 1);
}

/** The first bytes of a key frame (RFC 6386, 9.1) or of a lossless picture (RFC 9649, 3.4). */
function readPicture(type: string, data: Buffer): Size {
  if (type === 'VP8 ') {
    if (data.length < 10 || ((data[0] ?? 1) & 1) !== 0) throw broken();
    const firstPart = data.readUIntLE(0, 3) >> 5;
    if (data.readUIntBE(3, 3) !== VP8_START || firstPart + 10 > data.length) throw broken();
    return sized(data.readUInt16LE(6) & 0x3fff, data.readUInt16LE(8) & 0x3fff);
  }
  if (data.length < 5 || data[0] !== VP8L_SIGNATURE) throw broken();
  const bits = data.readUInt32LE(1);
  if (bits >>> 29 !== 0) throw broken();
  return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
}

function sized(width: number, height: number): Size {
  checkPixels(width, height);
  return { width, height };
}

function broken(): FileFault {
  return new FileFault('The WebP is damaged; save it again and send that.');
}

function truncated(): FileFault {
  return new FileFault('The WebP is not complete; send it again.');
}
