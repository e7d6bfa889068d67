import { nameCharacter } from './name-character.ts';

const ASCII = /^[\x20-\x7e]*$/;
/** Hyphens that word processors use for `-`; a long dash is not among them, because it may stand for two. */
const HYPHENS = /[\u2010-\u2013\u2212\ufe63]/;
const FULL_WIDTH = 0xfee0;

/**
 * Converts a cell to ASCII where the meaning of every character is certain: full-width forms, other blanks and hyphens. Other
 * characters stay.
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

/** Names the first character of a text that is not visible ASCII; null if there is none. */
export function strangeCharacter(text: string): string | null {
  if (ASCII.test(text)) return null;
  const strange = [...text].find((character) => !ASCII.test(character));
  return strange === undefined ? null : nameCharacter(strange);
}
