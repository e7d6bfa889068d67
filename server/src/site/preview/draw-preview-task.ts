import { Canvas, type Colour, readPng, rectangle, writePng } from '../../kit/picture/index.ts';
import { printableText } from '../../kit/printable-text.ts';
import { Letters } from './letters.ts';

/** What the picture shows of a shop. */
export interface PreviewLook {
  readonly name: string;
  /** The name of its host. */
  readonly host: string;
  /** The colour of the mark, as it stands on a dark ground. */
  readonly accent: string;
  /** The bytes of a PNG; null: the name stands alone. */
  readonly logo: Uint8Array | null;
}

/** The size that all previews of links take (https://ogp.me). */
export const PREVIEW = { width: 1200, height: 630 } as const;
const GROUND = '#17201f';
const INK = '#f5f3ee';
const QUIET = '#9fb0ad';
const MARGIN = 92;
const INNER = PREVIEW.width - 2 * MARGIN;
const HEADLINE = ['PlayStation Store', 'gift cards for businesses,', 'by API'];
const LINE = 80;
const BASE = 318;
const SIZE = 70;
/** The white panel behind a logo. */
const PANEL = { height: 92, padding: 14, widthMax: 420, radius: 12 } as const;
const TOP = 76;

/** Draws the picture as a PNG. The same look gives the same bytes. Runs in a thread. */
export function run({ name, host, accent, logo }: PreviewLook): Uint8Array<ArrayBuffer> {
  const canvas = new Canvas(PREVIEW.width, PREVIEW.height, GROUND);
  const [bold, normal] = [new Letters('bold'), new Letters('normal')];
  const write = (
    letters: Letters,
    text: string,
    x: number,
    y: number,
    size: number,
    ink: Colour,
  ) => {
    const { steps, width } = letters.outline(text, x, y, size);
    canvas.fill(steps, ink);
    return x + width;
  };
  const panel = logo === null ? 0 : drawLogo(canvas, Buffer.from(logo));
  const left = panel === 0 ? MARGIN : MARGIN + panel + 28;
  const shown = bold.fitted(printableText(name), PREVIEW.width - MARGIN - 40 - left, {
    most: 46,
    least: 30,
  });
  const base = TOP + PANEL.height / 2 + shown.size * 0.34;
  const end = write(bold, shown.text, left, base, shown.size, INK);
  const mark = shown.size * 0.8;
  canvas.fill(rectangle(end + 12, base - mark, mark * 0.44, mark), accent as Colour);
  for (const [index, line] of HEADLINE.entries()) {
    write(bold, line, MARGIN, BASE + index * LINE, SIZE, INK);
  }
  const address = normal.fitted(printableText(host), INNER, { most: 30, least: 22 });
  write(normal, address.text, MARGIN, PREVIEW.height - 56, address.size, QUIET);
  canvas.fill(rectangle(0, PREVIEW.height - 12, PREVIEW.width, 12), accent as Colour);
  const png = writePng(canvas);
  return new Uint8Array(png);
}

export function transfer(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer[] {
  return [bytes.buffer];
}

/** Draws the logo on its panel; returns how wide that is, 0 if it cannot be read. */
function drawLogo(canvas: Canvas, bytes: Buffer): number {
  const logo = readPng(bytes);
  if (logo === null) return 0;
  const [most, high] = [PANEL.widthMax - 2 * PANEL.padding, PANEL.height - 2 * PANEL.padding];
  // A small one is not blown up to a blur.
  const scale = Math.min(most / logo.width, high / logo.height, 2);
  const [width, height] = [logo.width, logo.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  ) as [...[number, number]];
  const panel = width + 2 * PANEL.padding;
  canvas.fill(rectangle(MARGIN, TOP, panel, PANEL.height, PANEL.radius), '#ffffff');
  const top = Math.round(TOP + (PANEL.height - height) / 2);
  canvas.picture(logo, MARGIN + PANEL.padding, top, width, height);
  return panel;
}
