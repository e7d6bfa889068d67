import PDFDocument from 'pdfkit';
import { FONT_PARTS, type FontPart, fontFile, type Weight } from '../kit/fonts.ts';
import { printableText } from '../kit/printable-text.ts';

/** A page of A4 in points. */
export const PAGE = { width: 595.28, height: 841.89, margin: 48 } as const;

export interface Style {
  readonly size?: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'left' | 'right';
  /** What is wider ends in an ellipsis. */
  readonly width: number;
  /** What is wider is written smaller instead: a figure is never cut. */
  readonly fits?: boolean;
}

interface Run {
  readonly font: string;
  text: string;
}
interface Glyphs {
  readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
}

const ELLIPSIS = '…';
const INK = '#1b1f24';
const SIZE = 9;

/** Writes texts on the pages of a PDF. The font is chosen character by character, so that one name may mix scripts. */
export class Printer {
  readonly #pdf: PDFDocument;
  readonly #glyphs = new Map<string, Glyphs>();
  readonly #chunks: Buffer[] = [];

  constructor({ title, author, at }: { title: string; author: string; at: Date }) {
    this.#pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      // No built-in font: they know only Windows-1252.
      font: null,
      lang: 'en',
      displayTitle: true,
      info: {
        Title: title,
        Author: author,
        Creator: 'psnb2b',
        Producer: 'psnb2b',
        CreationDate: at,
      },
    });
    this.#pdf.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    for (const part of FONT_PARTS) {
      for (const weight of ['normal', 'bold'] as const) {
        const name = nameOf(part, weight);
        this.#pdf.registerFont(name, fontFile(part, weight));
        this.#pdf.font(name);
        this.#glyphs.set(name, this.#pdf._font.font);
      }
    }
  }

  /** Writes one line of text. */
  line(text: string, x: number, y: number, style: Style): void {
    const { weight = 'normal', colour = INK, align = 'left', width, fits = false } = style;
    let { size = SIZE } = style;
    let runs = this.#runs(printableText(text).replaceAll('\n', ' '), weight);
    if (fits) size = Math.min(size, (size * width) / this.#width(runs, size));
    else if (this.#width(runs, size) > width) runs = this.#shortened(text, weight, size, width);
    let left = align === 'right' ? x + width - this.#width(runs, size) : x;
    for (const run of runs) {
      this.#pdf.font(run.font).fontSize(size).fillColor(colour);
      this.#pdf.text(run.text, left, y, { lineBreak: false });
      left += this.#pdf.widthOfString(run.text);
    }
  }

  /** Writes text in as many lines as it needs, broken between words; returns the y below it. */
  lines(text: string, x: number, y: number, style: Style & { readonly leading: number }): number {
    let below = y;
    for (const paragraph of printableText(text).split('\n')) {
      for (const words of this.#broken(paragraph, style)) {
        this.line(words, x, below, style);
        below += style.leading;
      }
    }
    return below;
  }

  /** A PNG or JPEG in a box, as large as fits, at its left. */
  picture(
    bytes: Uint8Array,
    x: number,
    y: number,
    { width, height }: { readonly width: number; readonly height: number },
  ): void {
    this.#pdf.image(Buffer.from(bytes), x, y, { fit: [width, height], valign: 'center' });
  }

  rule(y: number, colour: string, thickness = 0.5): void {
    this.#pdf
      .moveTo(PAGE.margin, y)
      .lineTo(PAGE.width - PAGE.margin, y)
      .lineWidth(thickness)
      .strokeColor(colour)
      .stroke();
  }

  addPage(): void {
    this.#pdf.addPage();
  }

  /** Calls for every page, once all are there: its number and how many there are. */
  eachPage(write: (page: number, pages: number) => void): void {
    const { count } = this.#pdf.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.#pdf.switchToPage(page);
      write(page + 1, count);
    }
  }

  /** Ends the document; returns it. */
  async bytes(): Promise<Buffer> {
    const ended = new Promise<void>((resolve) => this.#pdf.on('end', resolve));
    this.#pdf.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }

  #runs(text: string, weight: Weight): Run[] {
    const runs: Run[] = [];
    for (const character of text) {
      const font = this.#fontOf(character, weight, runs.at(-1)?.font);
      const last = runs.at(-1);
      if (last?.font === font) last.text += character;
      else runs.push({ font, text: character });
    }
    return runs;
  }

  /** The font of the character before, if it has this one: a blank does not change it. */
  #fontOf(character: string, weight: Weight, before: string | undefined): string {
    const has = (name: string) =>
      // nothing: a character has a code point
      this.#glyphs.get(name)?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) === true;
    if (before !== undefined && has(before)) return before;
    return FONT_PARTS.map((part) => nameOf(part, weight)).find(has) ?? nameOf('latin', weight);
  }

  #width(runs: readonly Run[], size: number): number {
    return runs.reduce(
      (sum, { font, text }) => sum + this.#pdf.font(font).fontSize(size).widthOfString(text),
      0,
    );
  }

  #shortened(text: string, weight: Weight, size: number, width: number): Run[] {
    const characters = [...printableText(text)];
    for (let kept = characters.length - 1; kept > 0; kept -= 1) {
      const runs = this.#runs(characters.slice(0, kept).join('') + ELLIPSIS, weight);
      if (this.#width(runs, size) <= width) return runs;
    }
    return this.#runs(ELLIPSIS, weight);
  }

  #broken(text: string, { size = SIZE, weight = 'normal', width }: Style): string[] {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
      const fits = this.#width(this.#runs(longer, weight), size) <= width;
      if (lines.length > 0 && fits) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }
}

function nameOf(part: FontPart, weight: Weight): string {
  return `${part} ${weight}`;
}
