import { toAscii } from './read-characters.ts';

/**
 * A number's text with a decimal point. If the comma separates no cells, it is read as the decimal comma when one or two digits
 * follow it; three digits may mean thousands. A text that is no number stays as it is, in ASCII.
 */
export function readNumber(text: string, delimiter: string): string {
  const ascii = toAscii(text);
  return delimiter === ',' ? ascii : ascii.replace(/^(\d+),(\d{1,2})$/, '$1.$2');
}

/**
 * Explains a number that is thousands to one program and decimals to another: `1.000` or `1,000`, in a file whose delimiter does
 * not show that its program writes decimals with a point. Null when the number is certain.
 */
export function ambiguity(text: string, delimiter: string): string | null {
  const [, whole, rest] = /^([1-9]\d{0,2})[.,](\d{3})$/.exec(text) ?? [];
  if (delimiter === ',' || whole === undefined || rest === undefined) return null;
  return `may be ${whole}${rest} or ${whole}.${rest}; write ${whole}${rest} or ${whole}.${rest}0`;
}
