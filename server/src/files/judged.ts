import { fileBytesMax } from '@psnb2b/contract';
import { FileFault } from './file-fault.ts';

export const fileKinds = ['png', 'jpeg', 'webp', 'pdf'] as const;
export type FileKind = (typeof fileKinds)[number];

/** Of one file. */
export const FILE_BYTES_MAX: number = fileBytesMax;
/** Of a picture: what a viewer has to unfold in memory is four bytes each. */
export const PIXELS_MAX = 50_000_000;
const SIDE_MAX = 30_000;

/** What a file turned out to be. */
export interface Judged {
  readonly kind: FileKind;
  /** Pixels; null for a document. */
  readonly width: number | null;
  readonly height: number | null;
  /** What is to be kept: the picture or the document, without what other programs put into it, before or behind it. */
  readonly kept: Buffer;
}

/** Refuses pictures that are small to send and huge to show. */
export function checkPixels(width: number, height: number): void {
  if (width < 1 || height < 1) throw new FileFault('The picture has no width or no height.');
  if (width > SIDE_MAX || height > SIDE_MAX || width * height > PIXELS_MAX) {
    throw new FileFault(
      `The picture has ${width} × ${height} pixels; send one of at most ` +
        `${PIXELS_MAX / 1_000_000} million, no side longer than ${SIDE_MAX}.`,
    );
  }
}
