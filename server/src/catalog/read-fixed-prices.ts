import { faceSynonyms } from '@psnb2b/contract';
import { lineFaults, readTable } from '../kit/csv/index.ts';
import { formatMoney, parseMoney } from '../kit/money.ts';
import type { CatalogSnapshot } from './catalog-snapshot.ts';
import { denominationMilli } from './denomination.ts';
import { parseRegion } from './parse-region.ts';
import type { Product } from './product.ts';

/** The fixed price of a product in a price list; null: none any more. Minor units. */
export interface FixedPriceRow {
  readonly line: number;
  readonly product: Product;
  readonly after: number | null;
}

/** Rows of a file `region,denomination,price`. `validation_failed` with one fault per invalid line. */
export function readFixedPrices(
  csv: Buffer,
  catalog: CatalogSnapshot,
  currency: string,
): FixedPriceRow[] {
  const rows = readTable<'region' | 'denomination' | 'price'>(csv, {
    required: ['region', 'denomination', 'price'],
    synonyms: faceSynonyms,
    numbers: ['denomination', 'price'],
  });
  const faults = lineFaults();
  const seen = new Map<number, number>();
  const prices = rows.flatMap(({ line, values: { region, denomination, price } }) => {
    const milli = denominationMilli(denomination);
    const product = milli === null ? null : catalog.find(parseRegion(region), milli);
    const after = price === '' ? null : parseMoney(price, currency);
    if (!product) {
      const detail = `There is no product of ${denomination} in region ${region}.`;
      faults.add(line, 'denomination', 'enum', detail);
      return [];
    }
    if (price !== '' && (after === null || after <= 0)) {
      const detail = `The price must be a number above 0 such as ${formatMoney(4_625, currency)}, or empty.`;
      faults.add(line, 'price', 'pattern', detail);
    }
    const before = seen.get(product.productId);
    if (before !== undefined) {
      faults.add(line, 'denomination', 'repeated', `Line ${before} sets this price too.`);
    }
    seen.set(product.productId, line);
    return [{ line, product, after }];
  });
  if (rows.length === 0) faults.add(1, 'region', 'required', 'The file has no row.');
  faults.refuse();
  return prices;
}
