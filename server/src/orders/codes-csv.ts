import { type OrderCode, orderCodesCsvColumns } from '@psnb2b/contract';

/** RFC 4180 with CRLF; a cell that a spreadsheet would run as a formula is prefixed with `'`. */
export function codesCsv(codes: readonly OrderCode[]): string {
  const lines = codes.map((code) =>
    orderCodesCsvColumns.map((column) => cell(code[column as keyof OrderCode])).join(','),
  );
  return [orderCodesCsvColumns.join(','), ...lines, ''].join('\r\n');
}

function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
