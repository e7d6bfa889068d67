import { nameCharacter } from './name-character.ts';

/** Hyphens that word processors use for `-`; a long dash is not among them, because it may stand for two. */
const HYPHENS = /[\u2010-\u2013\u2212\ufe63]/;
const FULL_WIDTH = 0xfee0;

/**
 * Converts a cell to ASCII where the meaning of every character is certain: full-width forms, other blanks and hyphens. Other
 * characters stay.
 */
export function toAscii(text: string): string {
  if (isVisibleAscii(text)) return text;
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
  if (isVisibleAscii(text)) return null;
  const strange = [...text].find((character) => !isVisibleAscii(character));
  return strange === undefined ? null : nameCharacter(strange);
}

function isVisibleAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit > 0x7e) return false;
  }
  return true;
}
