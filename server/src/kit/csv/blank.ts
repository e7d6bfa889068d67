import { trimEnd } from '../trim-end.ts';

const UNSEEN = /[\s\p{Cf}]/u;

/** A cell without blanks and invisible characters at its ends. */
export function trimCell(text: string): string {
  const plain = text.trim();
  const ends = (plain.charCodeAt(0) | plain.charCodeAt(plain.length - 1)) >= 0x80;
  return ends ? trimEnd(plain, UNSEEN).replace(/^[\s\p{Cf}]+/u, '') : plain;
}
