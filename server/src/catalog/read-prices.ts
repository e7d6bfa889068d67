import { parseId } from '../kit/ids.ts';
import { type CsvRow, readCsv } from './read-csv.ts';

const COLUMNS = ['region', 'denomination', 'currency', 'list_price'] as const;

/** One price as text. With `partner` (`prt_…`) it is that partner's own; empty removes it. */
export type PriceRow = CsvRow<PriceColumn>;
type PriceColumn = (typeof COLUMNS)[number] | 'partner';

/** Rows of a price file: `region,denomination,currency,list_price[,partner]`. */
export function readPrices(csv: string): PriceRow[] {
  return readCsv<PriceColumn>(csv, COLUMNS, ['partner']);
}

/** The partners (uuids) that rows name, for the caller to look up. */
export function partnersIn(rows: readonly PriceRow[]): string[] {
  const ids = rows.map((row) => parseId('prt', row.values.partner));
  return [...new Set(ids)].filter((each) => each !== null);
}
