/** The normal form, in which two texts of one code are equal: upper case, without spaces and hyphens. */
export function normaliseCode(text: string): string {
  return text.toUpperCase().replaceAll(' ', '').replaceAll('-', '');
}

/** The same of a text that was pasted: marks that show nothing, and blanks and dashes of any kind, are no part of a code. */
export function normalisePasted(text: string): string {
  return normaliseCode(text.replaceAll(/[\s\p{Cf}\p{Pd}]/gu, ''));
}
