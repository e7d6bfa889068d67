import { text } from '../text/text.ts';

/** Says how long a text is and how long it may be, in characters as the contract counts them; null if it fits. */
export function excessOf(value: string, lengthMax: number | undefined): string | null {
  // A character has one unit or two.
  if (lengthMax === undefined || value.length <= lengthMax) return null;
  const length = [...value].length;
  return length <= lengthMax ? null : text.form.tooLong(length, lengthMax);
}
