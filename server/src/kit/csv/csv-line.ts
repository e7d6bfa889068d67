/** How cells are written; `raw` is for machines that compare texts and open no spreadsheet. */
export interface CsvForm {
  readonly raw?: boolean;
}

/** What a spreadsheet runs as a formula (OWASP, "CSV Injection"), full-width and after blanks too. */
const FORMULA = /^(?:[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/u;
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

/**
 * One line of the only CSV that leaves this server: RFC 4180, ended by CRLF. A text that a spreadsheet
 * would run as a formula gets `'` before it, unless the reader asked for raw text; numbers are none.
 * Null and undefined are an empty cell, objects are written as JSON.
 */
export function csvLine(values: readonly unknown[], { raw = false }: CsvForm = {}): string {
  return `${values.map((value) => cell(value, raw)).join(',')}\r\n`;
}

function cell(value: unknown, raw: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const tame = !raw && FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
