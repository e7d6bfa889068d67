/** Guards: the picture in previews of links shows the shop as it looks, at the size that all take; whatever name it has, nothing leaves the frame; it is drawn once for each look, and ours stands in where drawing fails. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tonesOf } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { pngOf } from '../../../testkit/png.ts';
import type { Db } from '../../kit/database/index.ts';
import { type Picture, readPng } from '../../kit/picture/index.ts';
import { PREVIEW, type PreviewLook, run } from './draw-preview-task.ts';
import { keepPreview } from './keep-preview.ts';

const LOOK: PreviewLook = {
  ...{ name: 'Nordlicht Handel', host: 'b2b.shop.example', accent: '#4aa3df', logo: null },
};
const draw = (more: Partial<PreviewLook> = {}): Picture => {
  const picture = readPng(Buffer.from(run({ ...LOOK, ...more })));
  if (picture === null) throw new Error('it cannot be read');
  return picture;
};
const colourAt = ({ width, rgba }: Picture, x: number, y: number) =>
  `#${Buffer.from(rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)).toString('hex')}`;
/** Pixels of a colour. */
const count = ({ rgba }: Picture, colour: string) => {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  const [wanted] = new Uint32Array(
    Uint8Array.from(Buffer.from(`${colour.slice(1)}ff`, 'hex')).buffer,
  );
  return pixels.filter((each) => each === wanted).length;
};
const GROUND = '#17201f';

test('it has the size of previews, the colour of the shop and the same bytes each time', () => {
  expect(Buffer.from(run(LOOK)).equals(Buffer.from(run(LOOK)))).toBe(true);
  expect(run(LOOK).length).toBeLessThan(120_000);
  const picture = draw();
  expect([picture.width, picture.height]).toEqual([PREVIEW.width, PREVIEW.height]);
  // The bar at the foot, to both edges, and the mark behind the name.
  expect([colourAt(picture, 0, 625), colourAt(picture, 1199, 625)]).toEqual(['#4aa3df', '#4aa3df']);
  expect(count(picture, '#4aa3df')).toBeGreaterThan(1_200 * 12 + 400);
  expect(count(draw({ name: 'Another name' }), '#f5f3ee')).not.toBe(count(picture, '#f5f3ee'));
});

test.each([
  ['is long', 'Großhandelsgesellschaft für Guthabenkarten und Spielezubehör Süd mbH & Co. KG'],
  ['has no break', 'W'.repeat(80)],
  ['mixes scripts', 'Ελλάδα Ромашка Nguyễn'],
  ['cannot be written', '商店 🎮'],
])('a name that %s stays in the frame', (_what, name) => {
  const picture = draw({ name, logo: pngOf(300, 60) });
  const seen = new Set<string>();
  for (let y = 0; y < 600; y += 1) {
    for (const x of [0, 40, 91, 1_160, 1_199]) seen.add(colourAt(picture, x, y));
  }
  expect([...seen]).toEqual([GROUND]);
});

test.each([
  ['wide', 600, 40],
  ['high', 40, 600],
  ['square', 64, 64],
  ['small', 16, 16],
])('a logo that is %s stands on white beside the name', (_what, width, height) => {
  const picture = draw({ logo: pngOf(width, height) });
  expect(colourAt(picture, 98, 120)).toBe('#ffffff');
  expect(count(picture, '#ffffff')).toBeGreaterThan(1_000);
  expect(count(draw(), '#ffffff')).toBe(0);
});

test('a logo that cannot be read is left out', () => {
  const broken = Buffer.from(pngOf(64, 64));
  broken[25] = 9;
  expect(Buffer.from(run({ ...LOOK, logo: broken })).equals(Buffer.from(run(LOOK)))).toBe(true);
});

test('it is drawn once for each look; a shop without one, and a fault, show ours', async () => {
  const ours = await readFile(join(import.meta.dirname, '../icons/preview.png'));
  const drawn: string[] = [];
  let fault = false;
  const preview = keepPreview({} as Db, async (_db, { name, host, accent }) => {
    if (fault) throw new Error('no thread');
    drawn.push(`${name} ${host} ${accent}`);
    return Buffer.from(name);
  });
  const shop = { shownName: 'A', brandColour: null, logo: null };
  const look = (more: Partial<typeof shop> | { brandColour: string }, isUnbranded = false) =>
    preview({ shop: { ...shop, ...more } as never, isUnbranded, url: 'https://b2b.example' });
  expect(ours.equals(await look({}, true))).toBe(true);
  expect(drawn).toEqual([]);
  await Promise.all([look({}), look({})]);
  await look({ brandColour: '#ffd200' });
  expect(drawn).toEqual([`A b2b.example #e59a16`, `A b2b.example ${tonesOf('#ffd200')[3]}`]);
  fault = true;
  expect(ours.equals(await look({ shownName: 'B' }))).toBe(true);
  fault = false;
  expect(String(await look({ shownName: 'B' }))).toBe('B');
});
