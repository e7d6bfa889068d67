const LENGTH_MIN = 10;
const LENGTH_MAX = 32;
/** Groups of one length, joined by one kind of separator: `ABCD-EF12-GH34`. */
const GROUPS = /^[A-Z0-9]{4,5}(?:([- ])[A-Z0-9]{4,5}(?:\1[A-Z0-9]{4,5}){1,5})$/i;
const PLAIN = /^[A-Z0-9]+$/i;

/**
 * Whether a text looks like a whole code, so that the palette offers to look it up: groups with dashes or blanks, or one run with letters and
 * digits. It only decides what is offered: what is typed into the palette is never in an address, whatever it looks like.
 */
export function looksLikeCode(text: string): boolean {
  if (text.length < LENGTH_MIN || text.length > LENGTH_MAX) return false;
  if (GROUPS.test(text)) return true;
  return PLAIN.test(text) && /[0-9]/.test(text) && /[A-Z]/i.test(text);
}
