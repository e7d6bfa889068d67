/** The part of fontkit that the preview uses; the package has no types of its own. */
declare module 'fontkit' {
  interface Command {
    readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
    /** Points in units of the font. */
    readonly args: readonly number[];
  }
  export interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): {
      readonly glyphs: readonly { readonly path: { readonly commands: readonly Command[] } }[];
      readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number }[];
    };
  }
  export function create(file: Buffer): Font;
}
