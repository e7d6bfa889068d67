import { FileFault } from './file-fault.ts';
import { checkPixels, type Judged } from './judged.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Baseline, extended and progressive with Huffman codes: the kinds that browsers show. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
/** Lossless, differential and arithmetic frames. */
const OTHER_FRAMES: readonly number[] = [
  0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
];
/** Limit of scans: each is another pass over all pixels; cameras and editors write ten or so. */
const SCANS_MAX = 64;
/** Limit of segments: cameras write some ten, editors some hundred with colour profiles. */
const SEGMENTS_MAX = 10_000;
/** Application segments that affect how the picture is shown, by their first bytes. */
const SHOWN: Readonly<Record<number, string>> = {
  224: 'JFIF\0',
  225: 'Exif\0\0',
  226: 'ICC_PROFILE\0',
  238: 'Adobe',
};
/** Markers from the first to the last of these belong to the picture (table B.1); the rest is application data and comments. */
const PICTURE = { first: 0xc0, last: 0xdf } as const;

/**
 * Walks the segments of a JPEG (ITU-T T.81, annex B): header, one frame, its scans, the end. Keeps the picture and segments that
 * affect how it is shown; comments, data of other programs and bytes after the end (a second exposure, a short film) are dropped.
 * Nothing is decoded.
 */
export function judgeJpeg(bytes: Buffer): Judged {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  let size: { width: number; height: number } | null = null;
  let scans = 0;
  for (let segments = 1; ; segments += 1) {
    const { marker, start } = readMarker(bytes, at);
    if (marker === EOI) {
      if (!size || scans === 0) throw broken();
      kept.push(bytes.subarray(start - 2, start));
      return { kind: 'jpeg', ...size, kept: Buffer.concat(kept) };
    }
    // Markers without a segment belong inside a scan, and a second start is never valid.
    if (marker === SOI || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd7)) throw broken();
    if (segments > SEGMENTS_MAX) throw broken();
    const end = segmentEnd(bytes, start);
    if (OTHER_FRAMES.includes(marker)) {
      throw new FileFault('The JPEG has an unusual format; save it again as a plain JPEG.');
    }
    if (FRAMES.includes(marker)) {
      if (size) throw broken();
      size = readFrame(bytes.subarray(start + 2, end));
    }
    at = end;
    if (marker === SOS) {
      if (!size) throw broken();
      scans += 1;
      if (scans > SCANS_MAX) throw new FileFault('The JPEG has too many passes; save it again.');
      at = scanEnd(bytes, end);
    }
    if (belongs(marker, bytes.subarray(start + 2, end))) kept.push(bytes.subarray(start - 2, at));
  }
}

function belongs(marker: number, data: Buffer): boolean {
  if (marker >= PICTURE.first && marker <= PICTURE.last) return true;
  const begins = SHOWN[marker];
  return begins !== undefined && data.toString('latin1', 0, begins.length) === begins;
}

/** The marker at a place, after fill bytes; `start` is where its segment's length is. */
function readMarker(bytes: Buffer, at: number): { marker: number; start: number } {
  let place = at;
  if (place >= bytes.length) throw truncated();
  if (bytes[place] !== 0xff) throw broken();
  while (bytes[place] === 0xff) place += 1;
  const marker = bytes[place];
  if (marker === undefined) throw truncated();
  if (marker === 0) throw broken();
  return { marker, start: place + 1 };
}

function segmentEnd(bytes: Buffer, start: number): number {
  if (start + 2 > bytes.length) throw truncated();
  const length = bytes.readUInt16BE(start);
  if (length < 2) throw broken();
  if (start + length > bytes.length) throw truncated();
  return start + length;
}

function readFrame(data: Buffer): { width: number; height: number } {
  if (data.length < 9) throw broken();
  const [precision, components] = [data.readUInt8(0), data.readUInt8(5)];
  if (precision !== 8 && precision !== 12) throw broken();
  if (components < 1 || components > 4 || data.length !== 6 + 3 * components) throw broken();
  const [height, width] = [data.readUInt16BE(1), data.readUInt16BE(3)];
  checkPixels(width, height);
  return { width, height };
}

/** The position of the marker after a scan's data: inside the data, 0xff is followed by 0 or a restart marker. */
function scanEnd(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw truncated();
}

function broken(): FileFault {
  return new FileFault('The JPEG is damaged; save it again and send that.');
}

function truncated(): FileFault {
  return new FileFault('The JPEG is not complete; send it again.');
}
