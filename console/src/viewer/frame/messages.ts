/** What the page says to the frame that draws a PDF. */
export type ToFrame =
  | { readonly kind: 'open'; readonly bytes: ArrayBuffer }
  | { readonly kind: 'draw'; readonly page: number }
  | { readonly kind: 'file'; readonly id: number; readonly bytes: ArrayBuffer | null };

/** The folders of files that some PDFs need: character maps, fonts that are not embedded, decoders of rare pictures. */
export type PdfFolder = 'cmaps' | 'standard_fonts' | 'wasm';

/** What the frame says. The page trusts nothing of it but the picture's pixels. */
export type FromFrame =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'drawn'; readonly page: number; readonly picture: ImageBitmap }
  | {
      readonly kind: 'file';
      readonly id: number;
      readonly folder: PdfFolder;
      readonly name: string;
    }
  | { readonly kind: 'failed' };
