import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';

/** Parts of the family, in the order in which they are asked for a character. */
export const FONT_PARTS = [
  'latin',
  'latin-ext',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'vietnamese',
] as const;
export type FontPart = (typeof FONT_PARTS)[number];
/** Weights of the family. */
export const WEIGHTS = { normal: 400, bold: 600 } as const;
export type Weight = keyof typeof WEIGHTS;

/** The file of a part of IBM Plex Sans (SIL Open Font License 1.1), as the library reads it best. */
export function fontFile(part: FontPart, weight: Weight): Buffer {
  const name = `@fontsource/ibm-plex-sans/files/ibm-plex-sans-${part}-${WEIGHTS[weight]}-normal.woff`;
  return unwrapWoff(readFileSync(createRequire(import.meta.url).resolve(name)));
}

const HEAD = 44;
const ENTRY = 20;
const SFNT_HEAD = 12;
const SFNT_ENTRY = 16;
/** The library reads a few bytes past a glyph without an outline. */
const BEHIND = 64;

/** Takes the tables of a font out of their compression (WOFF 1.0, W3C, sections 3 to 5): the library reads past the end of some. */
function unwrapWoff(file: Buffer): Buffer {
  const count = file.readUInt16BE(12);
  const head = Buffer.alloc(SFNT_HEAD + count * SFNT_ENTRY);
  file.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  const tables: Buffer[] = [];
  let offset = head.length;
  for (let at = 0; at < count; at += 1) {
    const entry = HEAD + at * ENTRY;
    const from = file.readUInt32BE(entry + 4);
    const packed = file.readUInt32BE(entry + 8);
    const length = file.readUInt32BE(entry + 12);
    const bytes = file.subarray(from, from + packed);
    const table = Buffer.alloc(Math.ceil(length / 4) * 4);
    (packed < length ? inflateSync(bytes) : bytes).copy(table);
    const place = SFNT_HEAD + at * SFNT_ENTRY;
    file.copy(head, place, entry, entry + 4);
    head.writeUInt32BE(file.readUInt32BE(entry + 16), place + 4);
    head.writeUInt32BE(offset, place + 8);
    head.writeUInt32BE(length, place + 12);
    tables.push(table);
    offset += table.length;
  }
  return Buffer.concat([head, ...tables, Buffer.alloc(BEHIND)]);
}
