import { required } from '../kit/assert.ts';
import { FileFault } from './file-fault.ts';
import { checkPixels, type Judged } from './judged.ts';

const ANIMATION_FLAG = 0x02;
const IMAGES: readonly string[] = ['VP8 ', 'VP8L'];
/** Chunks that affect how the picture is shown, in the extended form only, by the flag that announces each (RFC 9649, 2.7). */
const EXTRAS: Readonly<Record<string, number>> = { ICCP: 0x20, ALPH: 0x10, EXIF: 0x08 };
/** A picture and at most five more chunks are possible. */
const CHUNKS_MAX = 1_000;
const VP8_START = 0x9d012a;
const VP8L_SIGNATURE = 0x2f;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Walks the chunks of a WebP (RFC 9649): one still picture, as large as its canvas. Keeps the picture and chunks that affect how
 * it is shown; texts, unknown chunks and bytes after the end are dropped. Nothing is decoded.
 */
export function judgeWebp(bytes: Buffer): Judged {
  if (bytes.length < 20) throw truncated();
  const said = bytes.readUInt32LE(4) + 8;
  if (said > bytes.length) throw truncated();
  let canvas: Size | null = null;
  let picture: Size | null = null;
  const kept: Buffer[] = [];
  let flags = 0;
  let chunks = 0;
  for (let at = 12; at < said; ) {
    if (at + 8 > said) throw truncated();
    chunks += 1;
    if (chunks > CHUNKS_MAX) throw broken();
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length;
    if (end > said) throw truncated();
    const data = bytes.subarray(at + 8, end);
    const next = end + (length % 2);
    const extra = Object.hasOwn(EXTRAS, type) ? required(EXTRAS[type], 'a flag is a number') : 0;
    if (type === 'VP8X') {
      if (at !== 12) throw broken();
      canvas = readCanvas(data);
    } else if (IMAGES.includes(type)) {
      if (picture) throw broken();
      picture = readPicture(type, data);
      kept.push(padded(bytes.subarray(at, end)));
    } else if (canvas && extra !== 0 && (flags & extra) === 0) {
      flags |= extra;
      kept.push(padded(bytes.subarray(at, end)));
    }
    at = next;
  }
  if (!picture) throw broken();
  if (canvas && (canvas.width !== picture.width || canvas.height !== picture.height)) {
    throw broken();
  }
  return { kind: 'webp', ...picture, kept: compose(canvas, flags | alphaOf(bytes, canvas), kept) };
}

/** A lossless picture contains its transparency, and only the flag shows it. */
function alphaOf(bytes: Buffer, canvas: Size | null): number {
  return canvas ? bytes.readUInt8(20) & required(EXTRAS.ALPH, 'transparency has a flag') : 0;
}

function compose(canvas: Size | null, flags: number, chunks: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(canvas ? 30 : 12);
  head.write('RIFF____WEBP', 'latin1');
  if (canvas) {
    head.write('VP8X', 12, 'latin1');
    head.writeUInt32LE(10, 16);
    head[20] = flags;
    head.writeUIntLE(canvas.width - 1, 24, 3);
    head.writeUIntLE(canvas.height - 1, 27, 3);
  }
  const whole = Buffer.concat([head, ...chunks]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

/** A chunk of odd length is followed by a padding byte that its size does not count. */
function padded(chunk: Buffer): Buffer {
  return chunk.length % 2 === 0 ? chunk : Buffer.concat([chunk, Buffer.alloc(1)]);
}

function readCanvas(data: Buffer): Size {
  if (data.length !== 10) throw broken();
  if ((data.readUInt8(0) & ANIMATION_FLAG) !== 0) {
    throw new FileFault('The WebP is animated; send a still picture.');
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
