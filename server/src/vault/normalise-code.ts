/** The normal form, in which two texts of one code are equal: upper case, without spaces and hyphens. */
export function normaliseCode(text: string): string {
  return text.toUpperCase().replaceAll(' ', '').replaceAll('-', '');
}
