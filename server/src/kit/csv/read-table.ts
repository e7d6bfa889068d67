import { RecordReader } from '@psnb2b/contract';
import { trimCell } from './blank.ts';
import { encodingOf, textReader } from './encoding.ts';
import { findHeader, type Header, type TableForm } from './find-header.ts';
import { fitsHeader } from './fits-header.ts';
import { type LineFaults, lineFaults } from './line-faults.ts';
import { notThisFile } from './not-this-file.ts';
import { strangeCharacter, toAscii } from './read-characters.ts';
import { ambiguity, readNumber } from './read-number.ts';

/** Most rows of one file; none of our lists is longer. */
const ROWS_MAX = 200_000;
/** The header must begin within this many bytes: far more than a line or two. */
const HEAD_LENGTH_MAX = 128 * 1024;

/** The form of a table that is small enough to be read at once. */
export interface WholeTable<Column extends string> extends TableForm<Column> {
  /** Columns of numbers: a decimal comma is accepted where it is unambiguous. */
  readonly numbers?: readonly Column[];
  /** Columns of text in any script; all others must be ASCII. */
  readonly words?: readonly Column[];
}

/** One row, with the line of the file where it begins. */
export interface TableRow<Column extends string> {
  readonly line: number;
  /** Text of every column, trimmed; '' where the file has no such column. */
  readonly values: Readonly<Record<Column, string>>;
}

/**
 * Reads a table from the bytes of a file, as common programs write it: UTF-8 or UTF-16, any usual delimiter, `sep=`, empty cells
 * and rows, invisible characters and characters that certainly stand for an ASCII one. Throws `validation_failed` if it is no
 * such file, or with one fault per ambiguous line.
 */
export function readTable<Column extends string>(
  bytes: Buffer,
  table: WholeTable<Column>,
): TableRow<Column>[] {
  const reader = textReader(encodingOf(bytes));
  const text = reader.push(bytes);
  reader.end();
  const header = findHeader(text.slice(0, HEAD_LENGTH_MAX), table);
  if (typeof header === 'string') throw notThisFile(header);
  const records = new RecordReader(header.delimiter)
    .push(text, true)
    .filter(({ line }) => line > header.headerLine);
  if (records.length > ROWS_MAX) throw notThisFile(`It may have at most ${ROWS_MAX} rows.`);
  const faults = lineFaults();
  const rows = records.flatMap(({ line, fields }) => {
    if (!fields) {
      faults.add(line, null, 'format', 'Its quotes do not follow RFC 4180.');
      return [];
    }
    if (!fitsHeader(fields, header.cells)) {
      const detail = `It has ${fields.length} cells; the header names ${header.cells} columns.`;
      faults.add(line, null, 'format', detail);
      return [];
    }
    return { line, values: readRow(line, fields, header, table, faults) };
  });
  faults.refuse();
  return rows;
}

function readRow<Column extends string>(
  line: number,
  fields: readonly string[],
  { columns, delimiter }: Header<Column>,
  { required, optional = [], numbers = [], words = [] }: WholeTable<Column>,
  faults: LineFaults,
): Record<Column, string> {
  const values = [...required, ...optional].map((column) => {
    // nothing: a short row ends with empty cells.
    const text = trimCell(fields[columns[column]] ?? '');
    if (words.includes(column)) return [column, text];
    const isNumber = numbers.includes(column);
    const value = isNumber ? readNumber(text, delimiter) : toAscii(text).trim();
    const strange = strangeCharacter(value);
    if (strange !== null) faults.add(line, column, 'pattern', `${column} has ${strange}.`);
    const doubt = isNumber ? ambiguity(value, delimiter) : null;
    if (doubt !== null) faults.add(line, column, 'pattern', `${column} ${doubt}.`);
    return [column, value];
  });
  return Object.fromEntries(values) as Record<Column, string>;
}
