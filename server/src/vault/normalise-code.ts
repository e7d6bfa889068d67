/** Two texts of one code compare equal: upper case, without spaces and hyphens. */
export function normaliseCode(text: string): string {
  return text.toUpperCase().replaceAll(' ', '').replaceAll('-', '');
}
