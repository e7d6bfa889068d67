import { type CatalogSnapshot, jumpOf, type Product, sayJump, worthAt } from '../catalog/index.ts';
import { lineFaults } from '../kit/csv/index.ts';
import type { Db } from '../kit/database/index.ts';
import { highestCosts } from './highest-costs.ts';

/** A price of a file, and what is paid now; minor units, null: nothing was ever set. */
export interface FilePrice {
  readonly line: number;
  readonly product: Product;
  readonly currency: string;
  /** Whose own price it is: it says nothing about what others pay. */
  readonly partnerId?: string | null;
  readonly before: number | null;
  readonly after: number;
}

/** The prices of a file, their column, and the SKUs of those that are meant, although they look like slips. */
interface FilePrices {
  readonly prices: readonly FilePrice[];
  readonly column: string;
  readonly jumps: readonly string[];
}

/** Refuses a file with prices that look like slips of a digit or of a currency, with one fault per line. */
export async function refuseFileSlips(
  db: Db,
  catalog: CatalogSnapshot,
  { prices, column, jumps }: FilePrices,
): Promise<void> {
  const meant = new Set(jumps.map((sku) => sku.toUpperCase()));
  const ids = prices.map(({ product }) => product.productId);
  const costs = await highestCosts(db, ids);
  const lists = prices.filter(({ partnerId = null }) => partnerId === null);
  const worth = worthAt(
    catalog,
    lists.map(({ product: { productId }, ...price }) => ({ productId, ...price })),
  );
  const faults = lineFaults();
  for (const price of prices) {
    const { line, product, currency } = price;
    const cost = costs.highest(product.productId, currency);
    const jump = jumpOf({ ...price, cost, ...worth(product, currency) });
    if (jump === null || meant.has(product.sku)) continue;
    const detail = `${sayJump(jump, price)} --jump ${product.sku} confirms it.`;
    faults.add(line, column, 'maximum', detail);
  }
  faults.refuse();
}
