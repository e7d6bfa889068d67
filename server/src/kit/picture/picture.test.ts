/** Guards: a drawn shape covers what it should, to a part of a pixel; a PNG that is written has the pixels that were drawn, and every form of PNG that can be a logo is read. */
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Canvas, type Picture, readPng, rectangle, type Step, writePng } from './index.ts';

/** The share of white in each pixel of a white shape on black. */
function sharesOf(canvas: Canvas): number[] {
  return Array.from({ length: canvas.width * canvas.height }, (_, at) =>
    Number(((canvas.rgb[at * 3] ?? 0) / 255).toFixed(2)),
  );
}

describe('a shape', () => {
  test('covers each pixel by the part that it fills, up to the edges of the picture', () => {
    const canvas = new Canvas(4, 3, '#000000');
    canvas.fill(rectangle(0.5, 1, 3.5, 1.25), '#ffffff');
    expect(sharesOf(canvas)).toEqual([0, 0, 0, 0, 0.5, 1, 1, 1, 0.13, 0.25, 0.25, 0.25]);
  });

  test.each([
    [
      'a triangle',
      [
        ['move', 0, 0],
        ['line', 40, 0],
        ['line', 0, 40],
      ],
      800,
    ],
    [
      'a wound box with a hole',
      [
        ...rectangle(5, 5, 30, 30),
        ['move', 10, 10],
        ['line', 10, 30],
        ['line', 30, 30],
        ['line', 30, 10],
      ],
      500,
    ],
    [
      'a half round',
      [
        ['move', 0, 20],
        ['cubic', 0, -6.667, 40, -6.667, 40, 20],
      ],
      640,
    ],
    ['a box with round corners', rectangle(0, 0, 40, 40, 12), 1600 - (4 * 144) / 6],
  ] as [string, Step[], number][])('%s has its area', (_name, steps, area) => {
    const canvas = new Canvas(40, 40, '#000000');
    canvas.fill(steps, '#ffffff');
    const sum = sharesOf(canvas).reduce((all, each) => all + each, 0);
    expect(Math.abs(sum - area)).toBeLessThan(area * 0.01);
  });

  test('that leaves the picture is cut, and fills no row again on the other side', () => {
    const canvas = new Canvas(4, 2, '#000000');
    canvas.fill(rectangle(2, -5, 90, 6), '#ffffff');
    expect(sharesOf(canvas)).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  });
});

test('a picture is drawn smaller as the mean of its pixels, larger without blur, and over what is there', () => {
  const rgba = Uint8Array.from([255, 255, 255, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 255]);
  const checks: Picture = { width: 2, height: 2, rgba };
  const small = new Canvas(1, 1, '#ff0000');
  small.picture(checks, 0, 0, 1, 1);
  // A quarter is clear: what is there shows through.
  expect([...small.rgb]).toEqual([128, 64, 64]);
  const large = new Canvas(4, 4, '#000000');
  large.picture(checks, 0, 0, 4, 4);
  expect(sharesOf(large).slice(0, 8)).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
  const beyond = new Canvas(2, 2, '#000000');
  beyond.picture(checks, 1, 1, 4, 4);
  expect(sharesOf(beyond)).toEqual([0, 0, 0, 1]);
});

describe('a PNG', () => {
  test('has the pixels that were drawn, and the same bytes each time', () => {
    const canvas = new Canvas(33, 17, '#17201f');
    canvas.fill(rectangle(3.3, 2.2, 20, 10, 4), '#e59a16');
    const png = writePng(canvas);
    const read = readPng(png);
    expect([read?.width, read?.height]).toEqual([33, 17]);
    const rgb = [...(read?.rgba ?? [])].filter((_, at) => at % 4 !== 3);
    expect(rgb).toEqual([...canvas.rgb]);
    expect(writePng(canvas).equals(png)).toBe(true);
  });

  const chunk = (type: string, data: Uint8Array) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  /** A PNG of rows that are filtered already; `more`: chunks before the pixels. */
  const pngOf = (
    size: [number, number],
    depth: number,
    type: number,
    rows: number[][],
    more: Buffer[] = [],
    interlaced = 0,
  ) => {
    const head = Buffer.from([0, 0, 0, size[0], 0, 0, 0, size[1], depth, type, 0, 0, interlaced]);
    const data = deflateSync(Buffer.from(rows.flat()));
    return Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', head),
      ...more,
      chunk('IDAT', data.subarray(0, 5)),
      chunk('IDAT', data.subarray(5)),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  };
  const palette = chunk('PLTE', Buffer.from([255, 0, 0, 0, 255, 0]));

  test.each([
    ['grey of 1 bit', pngOf([2, 1], 1, 0, [[0, 0b01000000]]), [0, 0, 0, 255, 255, 255, 255, 255]],
    [
      'grey of 4 bits, one of them clear',
      pngOf([2, 1], 4, 0, [[0, 0x3f]], [chunk('tRNS', Buffer.from([0, 15]))]),
      [51, 51, 51, 255, 255, 255, 255, 0],
    ],
    ['colours', pngOf([1, 1], 8, 2, [[0, 1, 2, 3]]), [1, 2, 3, 255]],
    [
      'a palette of 2 bits with alpha',
      pngOf([2, 1], 2, 3, [[0, 0b00010000]], [palette, chunk('tRNS', Buffer.from([9]))]),
      [255, 0, 0, 9, 0, 255, 0, 255],
    ],
    ['grey with alpha', pngOf([1, 1], 8, 4, [[0, 7, 8]]), [7, 7, 7, 8]],
    ['colours with alpha', pngOf([1, 1], 8, 6, [[0, 1, 2, 3, 4]]), [1, 2, 3, 4]],
  ])('of %s is read', (_name, png, rgba) => {
    expect([...(readPng(png)?.rgba ?? [])]).toEqual(rgba);
  });

  test.each([
    ['none', 0, [10, 20, 30]],
    ['sub', 1, [10, 10, 10]],
    ['up', 2, [9, 18, 27]],
    ['average', 3, [10 - 0, 20 - 6, 30 - 11]],
    ['Paeth', 4, [9, 10, 10]],
  ])('with the filter %s is read', (_name, filter, row) => {
    const png = pngOf([3, 2], 8, 0, [
      [0, 1, 2, 3],
      [filter, ...row],
    ]);
    const grey = [...(readPng(png)?.rgba ?? [])].filter((_, at) => at % 4 === 0);
    expect(grey).toEqual([1, 2, 3, 10, 20, 30]);
  });

  test.each([
    ['16 bits', pngOf([1, 1], 16, 0, [[0, 1, 2]])],
    ['interlacing', pngOf([1, 1], 8, 0, [[0, 1]], [], 1)],
    ['too few rows', pngOf([1, 2], 8, 0, [[0, 1]])],
    ['another signature', Buffer.from('GIF89a..')],
  ])('with %s is not read', (_name, png) => {
    expect(readPng(png)).toBeNull();
  });
});
