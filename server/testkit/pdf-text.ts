import { inflateSync } from 'node:zlib';

/**
 * The text of each page of a PDF that our printer made, in the order in which it was written, a line for each text: read back through the
 * fonts' maps to Unicode, as a reader copies it.
 */
export function pdfText(bytes: Buffer): string[] {
  const objects = objectsOf(bytes.toString('latin1'));
  const at = (ref: string | undefined) => objects.get(Number(ref)) ?? '';
  const pages = [...objects.values()].filter((text) => /\/Type \/Page\b(?!s)/.test(text));
  return pages.map((page) => {
    const resources = at(/\/Resources (\d+) 0 R/.exec(page)?.[1]);
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, ref]) => [
        name,
        unicodeOf(streamOf(at(/\/ToUnicode (\d+) 0 R/.exec(at(ref))?.[1]))),
      ]),
    );
    return textOf(streamOf(at(/\/Contents (\d+) 0 R/.exec(page)?.[1])), fonts);
  });
}

function objectsOf(file: string): Map<number, string> {
  const found = file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g);
  return new Map([...found].map(([, id, body = '']) => [Number(id), body]));
}

function streamOf(object: string): string {
  const [, data = ''] = /stream\n([\s\S]*?)\nendstream/.exec(object) ?? [];
  const bytes = Buffer.from(data, 'latin1');
  return (object.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

/** Glyphs to texts. The map lists ranges: `<0000> <00ff> [<0041> …]`. */
function unicodeOf(map: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    for (const [n, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]+)>/gi)].entries()) {
      const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
      const text = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
      glyphs.set(Number.parseInt(from, 16) + n, text);
    }
  }
  return glyphs;
}

function textOf(
  content: string,
  fonts: ReadonlyMap<string | undefined, Map<number, string>>,
): string {
  let font: string | undefined;
  let line = '';
  let below = '';
  const lines: string[] = [];
  for (const [, name, place, shown] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|1 0 0 1 [\d.]+ ([\d.]+) Tm|\[([^\]]*)\] TJ/g,
  )) {
    if (name !== undefined) font = name;
    if (place !== undefined && place !== below) {
      if (line !== '') lines.push(line);
      [line, below] = ['', place];
    }
    for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/gi)) {
      for (const glyph of hex.match(/.{4}/g) ?? []) {
        line += fonts.get(font)?.get(Number.parseInt(glyph, 16)) ?? '';
      }
    }
  }
  return [...lines, line].join('\n');
}
