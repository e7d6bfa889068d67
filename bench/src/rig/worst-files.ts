import { crc32 } from 'node:zlib';
import { fileBytesMax } from '@psnb2b/contract';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Files of the largest size that take longest to check: valid ones, and ones that are invalid at the very end. */
export function worstFiles(): Readonly<Record<string, Uint8Array<ArrayBuffer>>> {
  return {
    'a PNG of 870,000 chunks': pngOfChunks(),
    'a JPEG that is one scan of stuffed bytes': jpegOfStuffing(),
    'a PDF of slashes': pdfOf('/'),
    'a PDF of names': pdfOf('/J#'),
    'a WebP of empty chunks': webpOfChunks(),
    'a file of zeros': new Uint8Array(fileBytesMax),
  };
}

function pngOfChunks(): Uint8Array<ArrayBuffer> {
  const header = Buffer.from('00000001000000010802000000', 'hex');
  const empty = chunk('teXt', Buffer.alloc(0));
  const pixels = chunk('IDAT', Buffer.from('789c6260000000', 'hex'));
  const ends = Buffer.concat([pixels, chunk('IEND', Buffer.alloc(0))]);
  const room = fileBytesMax - SIGNATURE.length - 25 - ends.length;
  const count = Math.min(870_000, Math.floor(room / empty.length));
  const many = Buffer.alloc(count * empty.length, empty);
  return plain(Buffer.concat([SIGNATURE, chunk('IHDR', header), many, ends]));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

function jpegOfStuffing(): Uint8Array<ArrayBuffer> {
  const frame = 'ffd8ffc0000b080001000101011100ffda0008010100003f00';
  const head = Buffer.from(frame, 'hex');
  const scan = Buffer.alloc(fileBytesMax - head.length - 2, Buffer.from('ff00', 'hex'));
  return plain(Buffer.concat([head, scan, Buffer.from('ffd9', 'hex')]));
}

function pdfOf(text: string): Uint8Array<ArrayBuffer> {
  const head = '%PDF-1.7\n';
  const tail = `\nxref\ntrailer\n<<>>\nstartxref\n`;
  const fill = Buffer.alloc(fileBytesMax - 200, text);
  const section = head.length + fill.length + 1;
  return plain(Buffer.concat([Buffer.from(head), fill, Buffer.from(`${tail}${section}\n%%EOF\n`)]));
}

function webpOfChunks(): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(fileBytesMax);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(fileBytesMax - 8, 4);
  bytes.write('WEBPVP8X', 8);
  bytes.writeUInt32LE(10, 16);
  for (let at = 30; at + 8 <= bytes.length; at += 8) bytes.write('EXIF', at);
  return plain(bytes);
}

function plain(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}
