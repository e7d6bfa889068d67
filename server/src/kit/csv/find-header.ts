import { columnName, isBlank, splitRecord } from '@psnb2b/contract';

/** The columns that a table may have, by the names of our contract: lower case, `_` for a blank. */
export interface TableForm<Column extends string> {
  readonly required: readonly Column[];
  readonly optional?: readonly Column[];
  /** Other names of columns that are unambiguous. */
  readonly synonyms?: Readonly<Record<string, Column>>;
  /** What a person says columns mean, by their position, counted from 1; null: the column is not read. */
  readonly placed?: Readonly<Record<number, Column | null>>;
  /** There is no header: the first line is a row, and only `placed` says what its columns are. */
  readonly headless?: boolean;
}

/** The index of each column in a record; -1 where the file has no such column. */
export type Columns<Column extends string> = Readonly<Record<Column, number>>;

/** A parsed header: `cells` is its number of columns, `headerLine` the line before the first row, counted from 1. */
export interface Header<Column extends string> {
  readonly delimiter: string;
  readonly columns: Columns<Column>;
  readonly cells: number;
  readonly headerLine: number;
}

/** The delimiters that programs use; the last two come from Asian keyboards. */
const DELIMITERS: readonly string[] = [',', ';', '\t', '|', '\uff0c', '\uff1b'];
/** Stands for a column that is not read; no name of a column has a blank. */
const UNREAD = 'not read';
/** The line that names the delimiter for Excel. */
const SAYS_DELIMITER = /^"?sep=([^A-Za-z0-9\s"]|\t)"?[\s,;|]*$/i;

/**
 * Finds the header in the first lines of a table: the first line that is neither blank nor names the delimiter (`sep=;`). Columns
 * may have any order, case and spacing; the delimiter is the one that yields all required columns. Returns a sentence when there
 * is no header. The sentence repeats nothing of the file, because a file without a header begins with its data.
 */
export function findHeader<Column extends string>(
  head: string,
  form: TableForm<Column>,
): Header<Column> | string {
  let said: string | undefined;
  for (const [index, line] of head.split(/\r\n?|\n/).entries()) {
    if (line.split(/[,;|"\uff0c\uff1b]/).every(isBlank)) continue;
    const delimiter = SAYS_DELIMITER.exec(line.replace(/\p{Cf}/gu, ''))?.[1];
    if (delimiter !== undefined && said === undefined) said = delimiter;
    else return parseHeader(line, index + 1, form, said);
  }
  return parseHeader('', 1, form);
}

function parseHeader<Column extends string>(
  line: string,
  headerLine: number,
  form: TableForm<Column>,
  said?: string,
): Header<Column> | string {
  const { required, optional = [], headless = false } = form;
  const known: readonly Column[] = [...required, ...optional];
  const candidates = [...(said === undefined ? [] : [said]), ...DELIMITERS].map((delimiter) => {
    const names = namesIn(line, delimiter, form);
    return { delimiter, names, missing: required.filter((name) => !names.includes(name)) };
  });
  candidates.sort((one, other) => one.missing.length - other.missing.length);
  const [best] = candidates;
  if (!best || best.missing.length > 0) {
    const spare = optional.length > 0 ? ` (${optional.join(', ')} may be left out)` : '';
    const missing = (best?.missing ?? required).join(', ');
    if (headless) return `The first row does not have all stated columns; it lacks ${missing}.`;
    return `The first line must name the columns ${known.join(', ')}${spare}; it lacks ${missing}.`;
  }
  const { delimiter, names } = best;
  const strange = names.findIndex(
    (name, at) =>
      name !== UNREAD && (!known.some((each) => each === name) || names.indexOf(name) < at),
  );
  if (strange >= 0) {
    const fault = names[strange] === '' ? 'has no name' : 'occurs twice or is not known';
    return `Column ${strange + 1} of the header ${fault}; known are ${known.join(', ')}.`;
  }
  const columns = Object.fromEntries(
    known.map((name) => [name, names.indexOf(name)]),
  ) as Columns<Column>;
  return { delimiter, columns, cells: names.length, headerLine: headerLine - (headless ? 1 : 0) };
}

/** The names of a header line in our form, without the empty cells that spreadsheets add at the end. */
function namesIn(line: string, delimiter: string, form: TableForm<string>): string[] {
  const names =
    splitRecord(line, delimiter)?.map((cell, at) => meaningOf(cell, at + 1, form)) ?? [];
  while (names.at(-1) === '') names.pop();
  return names;
}

function meaningOf(
  text: string,
  position: number,
  { synonyms = {}, placed = {}, headless = false }: TableForm<string>,
): string {
  const stated = placed[position];
  if (stated !== undefined) return stated ?? UNREAD;
  if (headless) return UNREAD;
  const name = columnName(text);
  return Object.hasOwn(synonyms, name) ? (synonyms[name] ?? name) : name;
}
