import { faceSynonyms } from '@psnb2b/contract';
import { readTable, type TableRow } from '../kit/csv/index.ts';
import { parseId } from '../kit/ids.ts';

/** One price as text. With `partner` (`prt_…`) it is that partner's own price; an empty price removes it. */
export type PriceRow = TableRow<PriceColumn>;
type PriceColumn = 'region' | 'denomination' | 'currency' | 'list_price' | 'partner';

/** Rows of a price file: `region,denomination,currency,list_price[,partner]`; refuses as `readTable` does. */
export function readPrices(csv: Buffer): PriceRow[] {
  return readTable<PriceColumn>(csv, {
    required: ['region', 'denomination', 'currency', 'list_price'],
    optional: ['partner'],
    synonyms: faceSynonyms,
    numbers: ['denomination', 'list_price'],
  });
}

/** The partners (uuids) that rows name, for the caller to look up. */
export function partnersIn(rows: readonly PriceRow[]): string[] {
  const ids = rows.map((row) => parseId('prt', row.values.partner));
  return [...new Set(ids)].filter((each) => each !== null);
}
