import { text } from '../text/text.ts';

/** A number of bytes for people: `12 KiB`. */
export function bytesText(bytes: number): string {
  return text.bytes(bytes);
}
