import { fileBytesMax } from '@psnb2b/contract';
import { FileFault } from './file-fault.ts';

export const fileKinds = ['png', 'jpeg', 'webp', 'pdf'] as const;
export type FileKind = (typeof fileKinds)[number];

/** Of one file. */
export const FILE_BYTES_MAX: number = fileBytesMax;
/** Limit of a picture: a viewer needs four bytes per pixel. */
export const PIXELS_MAX = 50_000_000;
const SIDE_MAX = 30_000;

/** The result of checking a file. */
export interface Judged {
  readonly kind: FileKind;
  /** Pixels; null for a document. */
  readonly width: number | null;
  readonly height: number | null;
  /** The bytes to keep: the picture or the document, without additions of other programs inside, before or after it. */
  readonly kept: Buffer;
}

/** Refuses pictures that are small to send but huge to show. */
export function checkPixels(width: number, height: number): void {
  if (width < 1 || height < 1) throw new FileFault('The picture has a width or height of zero.');
  if (width > SIDE_MAX || height > SIDE_MAX || width * height > PIXELS_MAX) {
    throw new FileFault(
      `The picture has ${width} × ${height} pixels; send one of at most ` +
        `${PIXELS_MAX / 1_000_000} million, no side longer than ${SIDE_MAX}.`,
    );
  }
}
