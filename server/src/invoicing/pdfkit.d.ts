/** The part of pdfkit that the printer uses; the package has no types of its own. */
declare module 'pdfkit' {
  interface Options {
    readonly size?: string;
    readonly margin?: number;
    readonly bufferPages?: boolean;
    /** Null: no built-in font. */
    readonly font?: null;
    readonly lang?: string;
    readonly displayTitle?: boolean;
    readonly info?: Readonly<Record<string, string | Date>>;
  }
  // biome-ignore lint/style/noDefaultExport: it is the package's own.
  export default class PDFDocument {
    /** The current font (fontkit). */
    readonly _font: {
      readonly font: {
        readonly characterSet: readonly number[];
        readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
      };
    };
    constructor(options: Options);
    on(event: 'data', listener: (chunk: Buffer) => void): this;
    on(event: 'end', listener: () => void): this;
    end(): void;
    registerFont(name: string, file: Buffer): this;
    font(nameOrFile: string | Buffer): this;
    fontSize(points: number): this;
    fillColor(colour: string): this;
    strokeColor(colour: string): this;
    lineWidth(points: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    stroke(): this;
    text(text: string, x: number, y: number, options: { readonly lineBreak: boolean }): this;
    image(
      source: Buffer,
      x: number,
      y: number,
      options: { readonly fit: readonly [number, number]; readonly valign: 'center' },
    ): this;
    widthOfString(text: string): number;
    addPage(): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    switchToPage(page: number): this;
  }
}
