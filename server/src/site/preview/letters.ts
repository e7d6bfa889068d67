import { create, type Font } from 'fontkit';
import { FONT_PARTS, type FontPart, fontFile, type Weight } from '../../kit/fonts.ts';
import type { Step } from '../../kit/picture/index.ts';

const ELLIPSIS = '…';
const STEPS = { quadraticCurveTo: 'curve', bezierCurveTo: 'cubic' } as const;

/** Letters of one weight as outlines. The font is chosen character by character, so that one name may mix scripts. */
export class Letters {
  readonly #weight: Weight;
  /** Those that were needed so far. */
  readonly #fonts = new Map<FontPart, Font>();

  constructor(weight: Weight) {
    this.#weight = weight;
  }

  /** A line of text that begins at a point of its base line, and how wide it is. */
  outline(text: string, x: number, y: number, size: number): { steps: Step[]; width: number } {
    const steps: Step[] = [];
    let left = x;
    for (const { font, text: run } of this.#runs(text)) {
      const scale = size / font.unitsPerEm;
      const { glyphs, positions } = font.layout(run);
      for (const [index, { path }] of glyphs.entries()) {
        const { xAdvance = 0, xOffset = 0 } = positions[index] ?? {};
        const begin = left + xOffset * scale;
        for (const { command, args } of path.commands) {
          if (command === 'closePath') continue;
          const points = args.map((each, at) =>
            at % 2 === 0 ? begin + each * scale : y - each * scale,
          );
          const name =
            command === 'moveTo' ? 'move' : command === 'lineTo' ? 'line' : STEPS[command];
          steps.push([name, ...points] as unknown as Step);
        }
        left += xAdvance * scale;
      }
    }
    return { steps, width: left - x };
  }

  /** A text in the largest size that fits, not below the smaller; what is still too wide ends in an ellipsis. */
  fitted(text: string, width: number, size: { readonly most: number; readonly least: number }) {
    const widthOf = (each: string, at: number) => this.outline(each, 0, 0, at).width;
    const fits = Math.floor((size.most * width) / widthOf(text, size.most));
    if (fits >= size.least) return { text, size: Math.min(size.most, fits) };
    const characters = [...text];
    for (let kept = characters.length - 1; kept > 0; kept -= 1) {
      const shorter = characters.slice(0, kept).join('').trimEnd() + ELLIPSIS;
      if (widthOf(shorter, size.least) <= width) return { text: shorter, size: size.least };
    }
    return { text: ELLIPSIS, size: size.least };
  }

  #runs(text: string): { font: Font; text: string }[] {
    const runs: { font: Font; text: string }[] = [];
    for (const character of text) {
      const last = runs.at(-1);
      const font = this.#fontOf(character, last?.font);
      if (font === undefined) continue;
      if (last?.font === font) last.text += character;
      else runs.push({ font, text: character });
    }
    return runs;
  }

  #fontOf(character: string, before: Font | undefined): Font | undefined {
    // nothing: a character has a code point
    const has = (font: Font) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    if (before !== undefined && has(before)) return before;
    for (const part of FONT_PARTS) {
      const font = this.#fonts.get(part) ?? create(fontFile(part, this.#weight));
      this.#fonts.set(part, font);
      if (has(font)) return font;
    }
    return undefined;
  }
}
