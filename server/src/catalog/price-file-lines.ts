import { NumberText } from '../kit/csv/index.ts';
import { formatMoney } from '../kit/money.ts';
import type { CatalogSnapshot } from './catalog-snapshot.ts';
import { denominationText } from './denomination.ts';
import type { Product } from './product.ts';

/** A line of a price file, as `readPrices` reads it. */
export interface PriceFileLine {
  readonly region: string;
  readonly denomination: NumberText;
  readonly currency: string;
  readonly list_price: NumberText;
}

/**
 * The list prices of a product as lines of a price file. With a currency, only that one; a product without a price in it has a line to
 * fill in.
 */
export function priceFileLines(
  catalog: CatalogSnapshot,
  { productId, region, denominationMilli }: Product,
  currency: string | undefined,
): PriceFileLine[] {
  const face = { region, denomination: new NumberText(denominationText(denominationMilli)) };
  const lines = catalog
    .listPricesOf(productId)
    .filter((each) => currency === undefined || each.currency === currency)
    .map((each) => ({
      ...face,
      currency: each.currency,
      list_price: new NumberText(formatMoney(each.amount, each.currency)),
    }));
  if (lines.length > 0 || currency === undefined) return lines;
  return [{ ...face, currency, list_price: new NumberText('') }];
}
