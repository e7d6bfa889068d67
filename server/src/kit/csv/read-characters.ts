import { nameCharacter } from './name-character.ts';

const ASCII = /^[\x20-\x7e]*$/;
/** Hyphens that word processors put for `-`; a long dash may be two of them, and is none. */
const HYPHENS = /[\u2010-\u2013\u2212\ufe63]/;
const FULL_WIDTH = 0xfee0;

/**
 * A cell in ASCII where every character is certain to stand for one: full-width forms, blanks and hyphens
 * of other kinds. What is none of these stays.
 */
export function toAscii(text: string): string {
  if (ASCII.test(text)) return text;
  let ascii = '';
  for (const character of text) ascii += asciiOf(character) ?? character;
  return ascii;
}

function asciiOf(character: string): string | null {
  if (character >= '\uff01' && character <= '\uff5e') {
    return String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH);
  }
  if (HYPHENS.test(character)) return '-';
  return /\p{Zs}/u.test(character) ? ' ' : null;
}

/** Names the first character of a text that is no visible ASCII; null when all are. */
export function strangeCharacter(text: string): string | null {
  if (ASCII.test(text)) return null;
  const strange = [...text].find((character) => !ASCII.test(character));
  return strange === undefined ? null : nameCharacter(strange);
}
