import { type CatalogSnapshot, type Product, regionName } from '../catalog/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { type StockLevel, stockLevels } from '../stock/index.ts';

/** A product with its live stock. */
export interface StockFigures extends Product, StockLevel {
  readonly regionName: string;
  readonly isLow: boolean;
}

/** Adds the live stock to these products. */
export async function withStock(
  db: Db,
  catalog: CatalogSnapshot,
  products: readonly Product[],
  at: Date,
): Promise<StockFigures[]> {
  const levels = await stockLevels(
    db,
    products.map(({ productId }) => productId),
    at,
  );
  const found = new Map(levels.map((level) => [level.productId, level]));
  return products.map((product) => {
    const level = required(found.get(product.productId), `${product.sku} has a shelf`);
    const isLow = level.threshold !== null && level.available <= level.threshold;
    return { ...product, ...level, isLow, regionName: regionName(catalog, product) };
  });
}
