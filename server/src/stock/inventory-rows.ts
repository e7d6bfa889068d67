import { type CatalogSnapshot, denominationText, type Product } from '../catalog/index.ts';
import { assert } from '../kit/assert.ts';
import { formatMoney } from '../kit/money.ts';
import type { Level } from './inventory-levels.ts';

/** Test stock is endless; it is shown as this multiple of the largest order. */
const TEST_ORDERS_AVAILABLE = 2;

/** What determines the prices in a reply. */
export interface PriceGroup {
  readonly mode: 'live' | 'test';
  readonly currency: string;
  readonly discountBps: number;
  /** The partner if it has own prices, otherwise null: all others share one group. */
  readonly ownPricesOf: string | null;
  /** The price list of the group; null: none. */
  readonly priceListId: string | null;
}

/** A product as a price group sees it: the text around the values that stock changes. */
export interface Line {
  readonly product: Product;
  readonly head: string;
  readonly tail: string;
  /** For product and prices. */
  readonly changed: bigint;
  readonly changedAt: Date;
}

/** A row with its stock: one element of `data`. */
export interface Row {
  readonly line: Line;
  readonly level: Level | undefined;
  readonly text: string;
  readonly inStock: boolean;
  readonly changed: bigint;
}

/** The products with a price in the group's currency, by region and denomination. */
export function linesOf(catalog: CatalogSnapshot, group: PriceGroup): Line[] {
  const lines: Line[] = [];
  for (const product of catalog.products) {
    const line = lineOf(catalog, product, group);
    if (line) lines.push(line);
  }
  return lines;
}

function lineOf(catalog: CatalogSnapshot, product: Product, group: PriceGroup): Line | null {
  const { currency, discountBps, ownPricesOf, priceListId } = group;
  const { productId, region, denominationMilli } = product;
  // nothing: a group that pays list prices belongs to no business.
  const terms = { partnerId: ownPricesOf ?? '', currency, discountBps, priceListId };
  const quote = catalog.quote(product, terms);
  if (!quote) return null;
  const own = ownPricesOf === null ? null : catalog.ownPrice(ownPricesOf, productId, currency);
  const causes = [...catalog.causesOf(product, currency, priceListId), own ?? product];
  const last = causes.reduce((a, b) => (b.changed > a.changed ? b : a), product);
  return {
    product,
    head:
      `{"sku":"${product.sku}","region":"${region}"` +
      `,"denomination":${denominationText(denominationMilli)}` +
      `,"face_currency":"${product.faceCurrency}"` +
      `,"list_price":"${formatMoney(quote.listPrice, currency)}"` +
      `,"unit_price":"${formatMoney(quote.unitPrice, currency)}"` +
      `,"currency":"${currency}","discount_bps":${quote.discountBps},"available":`,
    tail:
      `,"min_quantity":${product.minQuantity},"max_quantity":${product.maxQuantity}` +
      `,"status":"${product.status}","updated_at":"`,
    changed: last.changed,
    changedAt: last.changedAt,
  };
}

/** A product that cannot be ordered now shows no stock, even if its shelf has some. */
export function rowOf(line: Line, mode: PriceGroup['mode'], level: Level | undefined): Row {
  const { product, head, tail } = line;
  const shelf = mode === 'test' ? product.maxQuantity * TEST_ORDERS_AVAILABLE : level?.available;
  // nothing: a product that never had codes has no shelf.
  const available = product.status === 'active' ? (shelf ?? 0) : 0;
  const last = level && level.changed > line.changed ? level : line;
  const inStock = available > 0;
  const waiting = level && level.waiting > 0 ? `,"waiting":${level.waiting}` : '';
  return {
    line,
    level,
    text: `${head}${available}${waiting},"in_stock":${inStock}${tail}${last.changedAt.toISOString()}"}`,
    inStock,
    changed: last.changed,
  };
}

/** `regions` of a reply: those of its rows, with the number of rows in each. */
export function regionsText(catalog: CatalogSnapshot, rows: readonly Row[]): string {
  const counts = Map.groupBy(rows, (row) => row.line.product.region);
  const texts = [...counts].map(([code, theirs]) => {
    const region = catalog.regions.get(code);
    assert(region, 'a product has its region');
    const name = JSON.stringify(region.name);
    return `{"region":"${code}","name":${name},"currency":"${region.currency}","products":${theirs.length}}`;
  });
  return `[${texts.join(',')}]`;
}
