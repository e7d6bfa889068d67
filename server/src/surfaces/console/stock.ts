import * as contract from '@psnb2b/contract';
import { productPages, searchProducts } from '../../catalog/index.ts';
import { required } from '../../kit/assert.ts';
import { csvList, json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import { type StockFigures, withStock } from '../../reports/index.ts';
import { type LevelState, productsAt, setThreshold } from '../../stock/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** What is for sale, how long it lasts, and when staff are warned. */
export function stockRoutes({ database, catalog }: Parts) {
  const { reads } = database;
  const amongOf = async ({ level = 'kept' }: { readonly level?: LevelState | 'all' }, at: Date) =>
    level === 'all' ? undefined : productsAt(reads, level, at);
  const productOf = (sku: string) => {
    const product = catalog.current.productBySku(sku);
    if (!product) throw new Refusal('not_found');
    return product;
  };
  const show = async (sku: string, at: Date) => {
    const [found] = await withStock(reads, catalog.current, [productOf(sku)], at);
    return presentLevel(required(found, 'a product has a level'));
  };
  return onConsole({
    listStock: async ({ query, at }) => {
      const { current } = catalog;
      const among = await amongOf(query, at);
      return pageBothWays(
        productPages,
        query,
        (asked) => searchProducts(current, { ...asked, among }),
        async (found) => (await withStock(reads, current, found, at)).map(presentLevel),
      );
    },
    exportStock: async (call) => {
      const { current } = catalog;
      const among = await amongOf(call.query, call.at);
      return csvList(
        call,
        { name: 'stock.csv', columns: contract.stockLevelCsvColumns },
        productPages,
        call.query,
        (asked) => searchProducts(current, { ...asked, among }),
        async (found) => (await withStock(reads, current, found, call.at)).map(presentLevel),
      );
    },
    getStock: async ({ params, at }) => json(200, await show(params.sku, at)),
    setStockThreshold: async ({ params, body, by, at }) => {
      const { productId, sku } = productOf(params.sku);
      await database.transaction((tx) =>
        setThreshold(tx, { productId, sku, codes: body.codes }, by),
      );
      return json(200, await show(sku, at));
    },
  });
}

function presentLevel(level: StockFigures) {
  return present(contract.StockLevel, level, {
    id: level.sku,
    denomination: level.denominationMilli / 1000,
  });
}
