import { trimEnd } from '../trim-end.ts';

const UNSEEN = /[\s\p{Cf}]/u;

/** The end-of-file character of DOS programs. */
export const CTRL_Z = '\u001a';

/** Whether a text has nothing visible: only blanks, invisible characters, the DOS end of file. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first > 0x20 && first < 0x7f) return false;
  return text.replaceAll(CTRL_Z, '').replaceAll(/[\s\p{Cf}]/gu, '') === '';
}

/** A cell without blanks and invisible characters at its ends. */
export function trimCell(text: string): string {
  const plain = text.trim();
  const ends = (plain.charCodeAt(0) | plain.charCodeAt(plain.length - 1)) >= 0x80;
  return ends ? trimEnd(plain, UNSEEN).replace(/^[\s\p{Cf}]+/u, '') : plain;
}
