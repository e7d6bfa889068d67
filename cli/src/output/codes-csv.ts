import type { OrderCode } from '@psnb2b/sdk';

/** The columns of the API's own CSV. */
const COLUMNS = [
  'id',
  'code',
  'sealed',
  'serial',
  'region',
  'denomination',
  'face_currency',
  'expires_at',
  'status',
  'replaces',
] as const satisfies readonly (keyof OrderCode)[];

/** What a spreadsheet would run as a formula (OWASP, "CSV Injection"), also full-width and after blanks. */
const FORMULA = /^(?:[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/u;
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

/** Returns codes as CSV (RFC 4180). `raw`: every cell unchanged, for a program instead of a spreadsheet. */
export function codesCsv(codes: readonly OrderCode[], raw: boolean): string {
  const line = (cells: readonly unknown[]) =>
    `${cells.map((each) => cellOf(each, raw)).join(',')}\r\n`;
  return line(COLUMNS) + codes.map((code) => line(COLUMNS.map((each) => code[each]))).join('');
}

function cellOf(value: unknown, raw: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = String(value);
  const tame = !raw && FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
