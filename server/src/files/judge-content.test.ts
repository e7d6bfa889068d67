/**
 * Guards: a file is accepted only if all of its bytes belong to its kind. A cut file, one that carries something else,
 * and one that is small to send but huge to show are refused with a sentence.
 */
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FileFault } from './file-fault.ts';
import { judgeContent } from './judge-content.ts';
import { FILE_BYTES_MAX } from './judged.ts';

const real = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const png = real('small.png');
const jpeg = real('small.jpg');
const webp = real('small.webp');
const pdf = real('small.pdf');

function faultOf(bytes: Buffer): string {
  try {
    return `taken as ${judgeContent(bytes).kind}`;
  } catch (error) {
    if (error instanceof FileFault) return error.message;
    throw error;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

const HEADER_END = 33;
/** Returns the small PNG with something between its header and its pixels. */
const pngWith = (type: string, data: Buffer) =>
  Buffer.concat([png.subarray(0, HEADER_END), chunk(type, data), png.subarray(HEADER_END)]);
function pngOfSize(width: number, height: number): Buffer {
  const header = Buffer.from(png.subarray(16, 29));
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', header), png.subarray(HEADER_END)]);
}

/** A JPEG segment after the start of the picture. */
function jpegWith(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}

function riff(...chunks: readonly [string, Buffer][]): Buffer {
  const parts = chunks.map(([type, data]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(data.length);
    return Buffer.concat([Buffer.from(type), length, data, Buffer.alloc(data.length % 2)]);
  });
  const body = Buffer.concat([Buffer.from('WEBP'), ...parts]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
}
function webpChunk(file: Buffer, type: string): Buffer {
  const at = file.indexOf(type, 12);
  return file.subarray(at + 8, at + 8 + file.readUInt32LE(at + 4));
}

const zip = Buffer.concat([
  Buffer.from('504b0304', 'hex'),
  Buffer.alloc(26),
  Buffer.from('504b0506', 'hex'),
  Buffer.alloc(18),
]);

describe('accepted files', () => {
  test.each([
    ['small.png', 'png'],
    ['small.jpg', 'jpeg'],
    ['small.webp', 'webp'],
    ['lossless.webp', 'webp'],
  ])('%s, with its size', (name, kind) => {
    const bytes = real(name);
    expect(judgeContent(bytes)).toEqual({ kind, width: 40, height: 30, kept: bytes });
  });

  test('a PDF as a browser prints it', () => {
    expect(judgeContent(pdf)).toEqual({ kind: 'pdf', width: null, height: null, kept: pdf });
  });

  test('a WebP in its simple forms', () => {
    const lossy = webpChunk(webp, 'VP8 ');
    expect(judgeContent(riff(['VP8 ', lossy]))).toMatchObject({ width: 40, height: 30 });
    const more = riff(['VP8 ', lossy], ['EXIF', Buffer.from('x')]);
    expect(judgeContent(more).kept).toEqual(riff(['VP8 ', lossy]));
    expect(faultOf(riff(['VP8 ', lossy], ['VP8 ', lossy]))).toMatch(/damaged/);
  });

  test('a picture of exactly the largest size, and none with a pixel more', () => {
    expect(faultOf(pngOfSize(25_000, 2_000))).toBe('taken as png');
    expect(faultOf(pngOfSize(25_000, 2_001))).toMatch(
      /25000 × 2001 pixels; send one of at most 50/,
    );
    expect(faultOf(pngOfSize(30_001, 1))).toMatch(/no side longer/);
    expect(faultOf(pngOfSize(0, 1))).toMatch(/width or height of zero/);
    expect(faultOf(pngOfSize(2 ** 32 - 1, 2 ** 32 - 1))).toMatch(/pixels/);
  });

  test('the picture of a phone, without what the phone appended', () => {
    const announced = jpegWith(0xe2, Buffer.from('MPF\0and where'));
    const second = Buffer.concat([announced, jpeg]);
    expect(judgeContent(second).kept).toEqual(jpeg);
    const film = Buffer.concat([jpeg, Buffer.from('MotionPhoto_Data ftypmp42 SEFT')]);
    expect(judgeContent(film).kept).toEqual(jpeg);
    expect(judgeContent(Buffer.concat([jpeg, Buffer.alloc(7)])).kept).toEqual(jpeg);
    expect(judgeContent(Buffer.concat([jpeg, jpeg])).kept).toEqual(jpeg);
  });
});

describe('refused files', () => {
  test.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['text', 'hello'],
    ['a web page', '<!doctype html><script>alert(1)</script>'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['an archive', zip],
    ['a GIF', 'GIF89a\x01\x00\x01\x00'],
    ['a program', 'MZ\x90\x00'],
    ['a signature alone', png.subarray(0, 8)],
    ['another RIFF', 'RIFF\x04\x00\x00\x00WAVEfmt '],
    ['too much', Buffer.concat([png, Buffer.alloc(FILE_BYTES_MAX)])],
  ])('%s', (_name, content) => {
    expect(faultOf(Buffer.from(content as string))).toMatch(/^The (file|PNG) .+\.$/);
  });

  test.each([
    ['PNG', png],
    ['JPEG', jpeg],
    ['WebP', webp],
    ['PDF', pdf],
  ])('a %s that is cut anywhere', (name, bytes) => {
    // A PDF without the word that ends it is whole.
    const whole = name === 'PDF' ? bytes.lastIndexOf('%%EOF') - 1 : bytes.length;
    for (let end = 1; end < whole; end += 1) {
      expect(faultOf(bytes.subarray(0, end)), `cut at ${end}`).not.toMatch(/^taken/);
    }
  });

  test.each([
    ['PNG', png],
    ['JPEG', jpeg],
    ['WebP', webp],
    ['PDF', pdf],
  ])('bytes after a %s are not kept', (_name, bytes) => {
    const { kept } = judgeContent(bytes);
    // A newer version of the same PDF may follow it, and belongs to it.
    const again = bytes === pdf ? [] : [bytes];
    for (const more of [Buffer.from('garbage'), zip, Buffer.from('<html>'), ...again]) {
      expect(judgeContent(Buffer.concat([bytes, more])).kept).toEqual(kept);
    }
  });

  test('one altered bit of a PNG, wherever it is', () => {
    for (let at = 0; at < png.length; at += 1) {
      const altered = Buffer.from(png);
      altered[at] = (altered[at] ?? 0) ^ 4;
      expect(faultOf(altered), `byte ${at}`).not.toMatch(/^taken/);
    }
  });

  test.each<[string, Buffer, Buffer]>([
    ['a web page', png, pngWith('tEXt', Buffer.from('Comment\0<SCRIPT>alert(1)</SCRIPT>'))],
    ['a program', jpeg, jpegWith(0xfe, Buffer.from('<?php system($_GET[0]); ?>'))],
    ['a drawing', jpeg, jpegWith(0xe1, Buffer.from('<svg onload=alert(1)>'))],
    ['a PDF', png, pngWith('tEXt', Buffer.from('%PDF-1.4\n'))],
    ['an archive', jpeg, jpegWith(0xe2, zip)],
  ])('%s inside a picture is not kept', (_name, picture, bytes) => {
    expect(judgeContent(bytes).kept).toEqual(picture);
  });

  test.each<[string, Buffer]>([
    ['a PDF', pngWith('eXIf', Buffer.from('%PDF-1.4\n'))],
    ['an archive', jpegWith(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), zip]))],
  ])('%s in place of picture data', (what, bytes) => {
    expect(faultOf(bytes)).toBe(`The file also contains ${what}; send a plain picture or PDF.`);
  });

  test('animated pictures', () => {
    expect(faultOf(pngWith('acTL', Buffer.alloc(8)))).toMatch(/animated/);
    const moving = Buffer.from(webp);
    moving[20] = (moving[20] ?? 0) | 2;
    expect(faultOf(moving)).toMatch(/animated/);
  });

  test('a WebP whose picture has not the size of its canvas', () => {
    const other = Buffer.from(webp);
    other.writeUIntLE(9_999, 24, 3);
    expect(faultOf(other)).toMatch(/damaged/);
    other.writeUIntLE(2 ** 24 - 1, 24, 3);
    expect(faultOf(other)).toMatch(/pixels/);
  });

  test('rare kinds of JPEG, and more passes than any camera makes', () => {
    const at = jpeg.indexOf(Buffer.from('ffc0', 'hex'));
    const lossless = Buffer.from(jpeg);
    lossless[at + 1] = 0xc3;
    expect(faultOf(lossless)).toMatch(/unusual format/);
    const scan = jpeg.subarray(jpeg.indexOf(Buffer.from('ffda', 'hex')), -2);
    const end = jpeg.subarray(-2);
    const passes = (more: number) =>
      Buffer.concat([jpeg.subarray(0, -2), ...Array(more).fill(scan), end]);
    expect(faultOf(passes(63))).toBe('taken as jpeg');
    expect(faultOf(passes(64))).toMatch(/too many passes/);
  });

  test.each([
    ['/JavaScript', /scripts/],
    ['/J#53 (app.alert)', /scripts/],
    ['/#4aavaScrip#74', /scripts/],
    ['/Launch<<>>', /scripts/],
    ['/EmbeddedFiles 3 0 R', /scripts/],
    ['/Encrypt 9 0 R', /protected/],
  ])('a PDF with %s', (name, fault) => {
    const text = pdf.toString('latin1').replace('<</Size', `<<${name} /Size`);
    expect(faultOf(Buffer.from(text, 'latin1'))).toMatch(fault);
  });

  test('a JPEG of more segments than any program writes, and one with two frames or starts', () => {
    const inserted = (at: number, more: Buffer) =>
      Buffer.concat([jpeg.subarray(0, at), more, jpeg.subarray(at)]);
    const remarks = (count: number) => Buffer.from('fffe0002'.repeat(count), 'hex');
    expect(judgeContent(inserted(2, remarks(9_900))).kept).toEqual(jpeg);
    expect(faultOf(inserted(2, remarks(10_000)))).toMatch(/damaged/);
    const frame = jpeg.indexOf(Buffer.from('ffc0', 'hex'));
    const end = frame + 2 + jpeg.readUInt16BE(frame + 2);
    expect(faultOf(inserted(frame, jpeg.subarray(frame, end)))).toMatch(/damaged/);
    expect(faultOf(inserted(2, Buffer.from('ffd80002', 'hex')))).toMatch(/damaged/);
  });

  test('a lossless WebP with transparent parts keeps that mark', () => {
    const lossless = real('lossless.webp');
    const { width, height } = judgeContent(lossless);
    const canvas = Buffer.alloc(10);
    canvas[0] = 0x10;
    canvas.writeUIntLE((width ?? 0) - 1, 4, 3);
    canvas.writeUIntLE((height ?? 0) - 1, 7, 3);
    const clear = riff(['VP8X', canvas], ['VP8L', webpChunk(lossless, 'VP8L')]);
    expect(judgeContent(clear).kept).toEqual(clear);
  });

  test('a WebP with more chunks than exist', () => {
    const remarks = (count: number) => Array(count).fill(['note', Buffer.alloc(0)]);
    const lossy: [string, Buffer] = ['VP8 ', webpChunk(webp, 'VP8 ')];
    expect(judgeContent(riff(lossy, ...remarks(999))).kept).toEqual(riff(lossy));
    expect(faultOf(riff(lossy, ...remarks(1_000)))).toMatch(/damaged/);
  });

  test('a PNG in more pieces than any program writes', () => {
    const empty = chunk('tEXt', Buffer.alloc(0));
    const head = png.subarray(0, HEADER_END);
    const rest = png.subarray(HEADER_END);
    const many = Buffer.alloc(10_000 * empty.length, empty);
    expect(faultOf(Buffer.concat([head, many, rest]))).toMatch(/too many chunks/);
  });

  test('a PDF is refused only for its objects, not for text that looks like them', () => {
    const text = pdf.toString('latin1').replace('<</Size', '<</JSON 1 /Encrypted 2 /Size');
    expect(faultOf(Buffer.from(text, 'latin1'))).toBe('taken as pdf');
  });
});
