/**
 * Guards: what is shown in place is drawn anew from the pixels, so that nothing else of a file reaches a browser; a picture that is too
 * large or cannot be decoded is not shown; and every showing is in the audit before its first byte is sent.
 */
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import { attachFiles } from './attach-files.ts';
import { bytesOfRows } from './png-pixels.ts';
import { run } from './redraw-task.ts';
import { showFile } from './show-file.ts';
import { shrink } from './shrink.ts';
import { storeFile } from './store-file.ts';

const real = (name: string) =>
  readFileSync(new URL(`fixtures/${name}`, import.meta.url)) as Buffer<ArrayBuffer>;

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A grey PNG of this size; `content` in place of its rows makes it one that only looks like a picture. */
function pngOf(width: number, height: number, content?: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = content ?? deflateSync(Buffer.alloc((width + 1) * height));
  return Buffer.concat([
    real('small.png').subarray(0, 8),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Width and height of a JPEG, by its frame header. */
function sizeOf(jpeg: Buffer): [number, number] {
  let at = 2;
  while (jpeg[at + 1] !== 0xc0 && jpeg[at + 1] !== 0xc2) at += 2 + jpeg.readUInt16BE(at + 2);
  return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
}

const redraw = async (kind: 'png' | 'jpeg' | 'webp', bytes: Buffer, sideMax = 2_000) => {
  const jpeg = await run({ kind, bytes: new Uint8Array(bytes), sideMax });
  return jpeg && Buffer.from(jpeg);
};

describe('a picture', () => {
  test.each([
    ['png', 'small.png'],
    ['jpeg', 'small.jpg'],
    ['webp', 'small.webp'],
    ['webp', 'lossless.webp'],
  ] as const)('in %s (%s) becomes a JPEG of its size', async (kind, name) => {
    const jpeg = await redraw(kind, real(name));
    expect(jpeg?.toString('latin1', 0, 3)).toBe('\xff\xd8\xff');
    expect(Math.min(...sizeOf(jpeg as Buffer))).toBeGreaterThan(0);
  });

  test('is made smaller, never larger, and keeps its shape', async () => {
    expect(sizeOf((await redraw('png', pngOf(3_000, 1_500))) as Buffer)).toEqual([2_000, 1_000]);
    expect(sizeOf((await redraw('png', pngOf(30, 20))) as Buffer)).toEqual([30, 20]);
    expect(sizeOf((await redraw('png', pngOf(9_000, 1))) as Buffer)).toEqual([2_000, 1]);
  });

  test('loses everything but its pixels: place, camera, comment, profile', async () => {
    const [before, after] = [real('small.jpg').subarray(0, 2), real('small.jpg').subarray(2)];
    const segment = (marker: number, text: string) =>
      Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text)]);
    const told = Buffer.concat([
      before,
      segment(0xe1, 'Exif\0\0 GPS 52.5200'),
      segment(0xfe, 'secret comment'),
      after,
    ]);
    const jpeg = (await redraw('jpeg', told)) as Buffer;
    expect(jpeg.toString('latin1')).not.toMatch(/GPS|comment|Exif/);
  });

  test('with a colour profile that unpacks to far more than the picture is drawn without it', async () => {
    const profile = Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(256_000_000))]);
    const plain = pngOf(10, 10);
    const bomb = [plain.subarray(0, 33), chunk('iCCP', profile), plain.subarray(33)];
    expect(sizeOf((await redraw('png', Buffer.concat(bomb))) as Buffer)).toEqual([10, 10]);
  });

  test('whose rows unpack to far more than its pixels is refused before it is decoded', async () => {
    const rows = (more: number) => deflateSync(Buffer.alloc(41 * 40 + more));
    expect(sizeOf((await redraw('png', pngOf(40, 40, rows(100)))) as Buffer)).toEqual([40, 40]);
    expect(await redraw('png', pngOf(40, 40, rows(3_000_000)))).toBeNull();
  });

  test('has as many bytes in its rows as its header says, also in the seven passes of an interlaced one', () => {
    const header = (width: number, height: number, rest: number[]) => {
      const bytes = Buffer.alloc(13);
      bytes.writeUInt32BE(width, 0);
      bytes.writeUInt32BE(height, 4);
      bytes.set(rest, 8);
      return bytesOfRows(bytes);
    };
    expect(header(8, 8, [8, 0, 0, 0, 0])).toBe(8 * 9);
    expect(header(9, 2, [1, 3, 0, 0, 0])).toBe(2 * 3);
    expect(header(5, 4, [16, 6, 0, 0, 0])).toBe(4 * (1 + 5 * 8));
    expect(header(8, 8, [8, 0, 0, 0, 1])).toBe(2 + 2 + 3 + 2 * 3 + 2 * 5 + 4 * 5 + 4 * 9);
    expect(header(1, 1, [8, 0, 0, 0, 1])).toBe(2);
  });

  test('followed by a web page is the picture alone', async () => {
    const page = Buffer.from('<script>alert(1)</script>');
    const jpeg = (await redraw('jpeg', Buffer.concat([real('small.jpg'), page]))) as Buffer;
    expect(jpeg.toString('latin1')).not.toContain('script');
  });

  test.each([
    ['rows that are no rows', pngOf(40, 40, Buffer.from('not deflated at all'))],
    ['rows that end early', pngOf(400, 400, deflateSync(Buffer.alloc(10)))],
    ['nothing', Buffer.alloc(0)],
  ])('with %s is not shown', async (_what, bytes) => {
    expect(await redraw('png', bytes)).toBeNull();
  });

  test('of another kind than it says is not shown', async () => {
    expect(await redraw('jpeg', real('small.png'))).toBeNull();
    expect(await redraw('webp', real('small.jpg'))).toBeNull();
  });
});

test('what is transparent is white, and a smaller pixel is the mean of those that it replaces', () => {
  const data = new Uint8ClampedArray([0, 0, 0, 0, 0, 0, 0, 255, 10, 20, 30, 255, 30, 40, 50, 255]);
  expect([...shrink({ data, width: 4, height: 1 }, 2).data]).toEqual([
    ...[128, 128, 128, 255],
    ...[20, 30, 40, 255],
  ]);
});

describe('showing a stored file', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop[Symbol.asyncDispose]());

  const by = () => ({ actor: 'staff:test', at: shop.app.clock.now() });
  let count = 0;
  async function stored(bytes: Buffer, name: string): Promise<[string, string]> {
    const { app } = shop;
    count += 1;
    const [owner, subject] = [`usr_${count}`, `clm_${count}`];
    const file = await storeFile(app, { owner, name, bytes: Buffer.from(bytes) }, by());
    await app.database.transaction((tx) =>
      attachFiles(tx, owner, [file.fileId], subject, app.clock.now()),
    );
    return [subject, file.fileId];
  }
  const shown = async (subject: string) => {
    const { rows } = await shop.app.database.reads.query<{ action: string }>(
      `SELECT action FROM audit.entries WHERE detail LIKE '%"' || $1 || '"%' AND action <> 'file.uploaded'`,
      [subject],
    );
    return rows.map(({ action }) => action);
  };
  const bytesOf = async (content: AsyncGenerator<Buffer>) => {
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(piece);
    return Buffer.concat(pieces);
  };

  test('gives a picture as a JPEG and a PDF as it is, and records each', async () => {
    for (const [name, type] of [
      ['small.png', 'image/jpeg'],
      ['small.pdf', 'application/pdf'],
    ] as const) {
      const [subject, fileId] = await stored(real(name), name);
      const { headers, content } = await showFile(shop.app, subject, fileId, by());
      expect(await shown(subject)).toEqual(['file.shown']);
      const bytes = await bytesOf(content);
      expect(headers).toMatchObject({ 'content-type': type, 'content-length': `${bytes.length}` });
      expect(headers['content-security-policy']).toContain('sandbox');
    }
  });

  test('of many at once by one person draws some, and neither draws nor records the rest', async () => {
    const [subject, fileId] = await stored(real('small.png'), 'scan.png');
    const all = await Promise.allSettled(
      Array.from({ length: 40 }, () => showFile(shop.app, subject, fileId, by())),
    );
    const refused = all.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const each of refused) expect(each).toMatchObject({ reason: { code: 'unavailable' } });
    expect(await shown(subject)).toHaveLength(all.length - refused.length);
  });

  test('of another subject is unknown, and nothing is recorded', async () => {
    const [subject, fileId] = await stored(real('small.png'), 'scan.png');
    await expect(showFile(shop.app, 'clm_other', fileId, by())).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await shown(subject)).toEqual([]);
  });

  test.each([
    ['has many pixels in few bytes', pngOf(6_000, 5_000)],
    ['cannot be decoded', pngOf(40, 40, Buffer.from('not deflated at all'))],
  ])(
    'refuses a picture that %s, says to download it, and records nothing',
    async (_what, bytes) => {
      const [subject, fileId] = await stored(bytes, 'scan.png');
      await expect(showFile(shop.app, subject, fileId, by())).rejects.toMatchObject({
        code: 'invalid_state',
        message: expect.stringContaining('download'),
      });
      expect(await shown(subject)).toEqual([]);
    },
  );
});
