/** Guards: a logo is a picture that every page shows and every printer prints; anything else is refused with what to change. */
import { expect, test } from 'vitest';
import { pngOf } from '../../testkit/png.ts';
import { isSquare, logoFault, logoOf } from './logo.ts';

const picture = (width: number, height: number, more: Parameters<typeof pngOf>[2] = {}) => ({
  ...{ kind: 'png', width, height },
  bytes: pngOf(width, height, more),
});

test.each([
  ['a picture', picture(200, 60), null],
  ['the largest', picture(2_000, 16), null],
  ['a document', { ...picture(20, 20), kind: 'pdf', width: null, height: null }, /no picture/],
  ['too wide', picture(2_001, 60), /2001 × 60 pixels/],
  ['too low', picture(200, 15), /16 to 2000/],
  ['too many bytes', picture(300, 300, { isNoise: true }), /262144 are the limit/],
  ['16 bits a channel', picture(40, 40, { depth: 16 }), /8 bits/],
  ['interlaced', picture(40, 40, { isInterlaced: true }), /without interlacing/],
])('%s', (_what, given, fault) => {
  const said = logoFault(given);
  if (fault === null) expect(said).toBeNull();
  else expect(said).toMatch(fault);
});

test('only a picture that is about as wide as high is shown in a tab', () => {
  expect([64, 80, 81].map((width) => isSquare(logoOf(picture(width, 64))))).toEqual([
    ...[true, true, false],
  ]);
});
