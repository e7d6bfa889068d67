/** How cells are written; `raw` is for programs that compare texts and open no spreadsheet. */
export interface CsvForm {
  readonly raw?: boolean;
}

/** A text that this server wrote from a number, such as an amount of money: a minus before it begins no formula. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a spreadsheet would run as a formula (OWASP, "CSV Injection"), also full-width and after blanks. */
const FORMULA = /^(?:[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/u;
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

/**
 * One line of the only CSV that this server writes: RFC 4180, ended by CRLF. A text that a spreadsheet would run as a formula is
 * prefixed with `'`, unless the reader asked for raw text; numbers are never prefixed. Null and undefined become an empty cell,
 * objects become JSON.
 */
export function csvLine(values: readonly unknown[], { raw = false }: CsvForm = {}): string {
  return `${values.map((value) => cell(value, raw)).join(',')}\r\n`;
}

function cell(value: unknown, raw: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (value instanceof NumberText) return value.text;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const tame = !raw && FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
