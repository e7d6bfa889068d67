import type { CodesColumn } from '@psnb2b/contract';
import { notThisFile, type TableForm } from '../kit/csv/index.ts';
import { CODES_FORM } from './columns.ts';

/** The columns whose value a person may state for the whole file. */
export type StatedColumn = Exclude<CodesColumn, 'code' | 'serial'>;

/** What a person states about a file, because the file does not. */
export interface ImportTerms {
  /** Values of columns that the file does not have, for all of its rows. */
  readonly values: Readonly<Partial<Record<StatedColumn, string>>>;
  /** The meaning of columns by their position, counted from 1; null: the column is not read. Never by a name: it may be a code. */
  readonly columns: Readonly<Record<number, CodesColumn | null>>;
  /** The first line is a row already. */
  readonly headless: boolean;
}

export const NO_TERMS: ImportTerms = { values: {}, columns: {}, headless: false };

/** Terms as one text, equal for equal terms; empty if nothing is stated. The same file with other terms is another lot. */
export function termsText({ values, columns, headless }: ImportTerms): string {
  const said = [sorted(values), sorted(columns)];
  if (said.every((each) => each.length === 0) && !headless) return '';
  return JSON.stringify([...said, headless]);
}

/** The form of the table that such a file must have. */
export function formWith({ values, columns, headless }: ImportTerms): TableForm<CodesColumn> {
  const isStated = (name: CodesColumn) => name in values;
  const { required, optional = [] } = CODES_FORM;
  return {
    ...CODES_FORM,
    required: required.filter((name) => !isStated(name)),
    optional: [...optional, ...required.filter(isStated)],
    placed: columns,
    headless,
  };
}

/** Refuses a file that has a column whose value is stated as well: nobody knows which of them is right. */
export function refuseStatedTwice(
  columns: Readonly<Record<CodesColumn, number>>,
  { values }: ImportTerms,
): void {
  const twice = Object.keys(values).find((name) => columns[name as StatedColumn] >= 0);
  if (twice === undefined) return;
  throw notThisFile(
    `The file has a column ${twice}; state no ${twice} for the whole file, or leave that column unread.`,
  );
}

function sorted(record: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
