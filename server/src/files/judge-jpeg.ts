import { FileFault } from './file-fault.ts';
import { checkPixels, type Judged } from './judged.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Baseline, extended and progressive with Huffman codes: those that browsers show. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
/** Lossless, differential and arithmetic frames. */
const OTHER_FRAMES: readonly number[] = [
  0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
];
/** Each is another pass over all pixels; cameras and editors use ten or so. */
const SCANS_MAX = 64;
/** What cameras hang behind the picture, as they say in its head. */
const ANNOUNCED = /MPF\0|GCamera:(MotionPhoto|MicroVideo)|Container:Directory|hdrgm:/;
const SAMSUNG_END = 'SEFT';

/**
 * Walks the segments of a JPEG (ITU-T T.81, annex B): head, one frame, its scans, the end. What a
 * phone hangs on behind (a second exposure, a short film) is left out when the head announces it;
 * anything else there is refused. Nothing is decoded.
 */
export function judgeJpeg(bytes: Buffer): Judged {
  let at = 2;
  let size: { width: number; height: number } | null = null;
  let scans = 0;
  let head = 0;
  for (;;) {
    const { marker, start } = readMarker(bytes, at);
    if (marker === EOI) {
      if (!size || scans === 0) throw broken();
      return { kind: 'jpeg', ...size, kept: keepPicture(bytes, start, head) };
    }
    // Markers without a segment belong inside a scan, and a second start belongs nowhere.
    if (marker === SOI || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd7)) throw broken();
    const end = segmentEnd(bytes, start);
    if (OTHER_FRAMES.includes(marker)) {
      throw new FileFault('The JPEG is of a rare kind; save it again as a plain JPEG.');
    }
    if (FRAMES.includes(marker)) {
      if (size) throw broken();
      size = readFrame(bytes.subarray(start + 2, end));
    }
    at = end;
    if (marker !== SOS) continue;
    if (!size) throw broken();
    scans += 1;
    head ||= start;
    if (scans > SCANS_MAX) throw new FileFault('The JPEG has too many passes; save it again.');
    at = scanEnd(bytes, end);
  }
}

/** The marker at a place, past fill bytes; `start` is where its segment's length is. */
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
  const [precision, components] = [data[0], data[5] ?? 0];
  if (precision !== 8 && precision !== 12) throw broken();
  if (components < 1 || components > 4 || data.length !== 6 + 3 * components) throw broken();
  const [height, width] = [data.readUInt16BE(1), data.readUInt16BE(3)];
  checkPixels(width, height);
  return { width, height };
}

/** Where the marker after a scan's data is: 0xff there is followed by 0 or a restart marker. */
function scanEnd(bytes: Buffer, start: number): number {
  for (let at = start; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw truncated();
}

function keepPicture(bytes: Buffer, end: number, head: number): Buffer {
  const kept = bytes.subarray(0, end);
  const rest = bytes.subarray(end);
  if (rest.every((byte) => byte === 0)) return kept;
  const announced = ANNOUNCED.test(bytes.toString('latin1', 0, head));
  if (announced || rest.toString('latin1', rest.length - SAMSUNG_END.length) === SAMSUNG_END) {
    return kept;
  }
  throw new FileFault('The JPEG is followed by something else.');
}

function broken(): FileFault {
  return new FileFault('The JPEG is damaged; save it again and send that.');
}

function truncated(): FileFault {
  return new FileFault('The JPEG is not complete; send it again.');
}
