/** The end-of-file character of DOS programs. */
export const CTRL_Z = '\u001a';

/** Whether a text has nothing visible: only blanks, invisible characters, the DOS end of file. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first > 0x20 && first < 0x7f) return false;
  return text.replaceAll(CTRL_Z, '').replaceAll(/[\s\p{Cf}]/gu, '') === '';
}
