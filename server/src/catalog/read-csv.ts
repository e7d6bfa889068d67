import { parse } from 'csv-parse/sync';
import { Refusal } from '../kit/refusal.ts';

/** Rows of one file; more is no list of ours. */
const ROWS_MAX = 200_000;

/** One row, with the line of the file that it began on. */
export interface CsvRow<Column extends string> {
  readonly line: number;
  /** Text of every column, trimmed; '' where the file has none. */
  readonly values: Readonly<Record<Column, string>>;
}

/**
 * Reads a whole CSV file with a header: UTF-8, BOM tolerated, `,` or `;`, quotes as in RFC 4180.
 * Throws `validation_failed` when it is no such file, or a column is missing or not known.
 */
export function readCsv<Column extends string>(
  text: string,
  required: readonly Column[],
  optional: readonly Column[] = [],
): CsvRow<Column>[] {
  const columns = [...required, ...optional];
  const [header, ...rows] = records(text);
  const names = header?.record.map((each) => each.toLowerCase()) ?? [];
  const missing = required.filter((each) => !names.includes(each));
  const strange = names.filter((each, at) => !isOneOf(columns, each) || names.indexOf(each) < at);
  if (missing.length > 0 || strange.length > 0) {
    throw notThisFile(`Its first line must name the columns ${columns.join(', ')}.`);
  }
  if (rows.length > ROWS_MAX) throw notThisFile(`It may have at most ${ROWS_MAX} rows.`);
  return rows.map(({ record, line }) => ({
    line,
    values: Object.fromEntries(
      columns.map((column) => [column, record[names.indexOf(column)] ?? '']),
    ) as Record<Column, string>,
  }));
}

function isOneOf<Column extends string>(columns: readonly Column[], name: string): boolean {
  return columns.some((each) => each === name);
}

function records(text: string): { record: string[]; line: number }[] {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  try {
    const found = parse(text, {
      bom: true,
      delimiter: firstLine.includes(';') ? ';' : ',',
      trim: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return found.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    throw notThisFile(`It is not a CSV file of the form expected: ${reason}.`);
  }
}

function notThisFile(detail: string): Refusal {
  return new Refusal(
    'validation_failed',
    {},
    { detail, errors: [{ pointer: '', code: 'format', detail }] },
  );
}
