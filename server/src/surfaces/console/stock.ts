import * as contract from '@psnb2b/contract';
import { planStockThresholds, setStockThresholds } from '../../acts/index.ts';
import { required } from '../../kit/assert.ts';
import { csvList, json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import {
  type StockFigures,
  sortStock,
  stockPages,
  type ThresholdPlan,
  withStock,
} from '../../reports/index.ts';
import { type LevelState, productsAt, setThreshold } from '../../stock/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

interface Asked {
  readonly level?: LevelState | 'all';
  readonly sort?: contract.StockSort;
  readonly q?: string;
  readonly region?: string;
}

/** What is for sale, how long it lasts, and when staff are warned. */
export function stockRoutes({ database, catalog }: Parts) {
  const { reads } = database;
  const inOrder = async ({ level = 'kept', sort = 'product', q, region }: Asked, at: Date) => {
    const among = level === 'all' ? undefined : await productsAt(reads, level, at);
    return sortStock(reads, catalog.current, { q, region, among }, sort);
  };
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
      const { sort = 'product', ...asked } = query;
      return pageBothWays(stockPages(sort), asked, await inOrder(query, at), async (found) =>
        (await withStock(reads, current, found, at)).map(presentLevel),
      );
    },
    exportStock: async (call) => {
      const { current } = catalog;
      const { sort = 'product', ...asked } = call.query;
      return csvList(
        call,
        { name: 'stock.csv', columns: contract.stockLevelCsvColumns },
        stockPages(sort),
        asked,
        await inOrder(call.query, call.at),
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
    planStockThresholds: async ({ body, at }) => {
      const plan = await planStockThresholds(reads, catalog.current, body, at);
      return json(200, presentPlan(plan));
    },
    setStockThresholds: async ({ body, by }) => {
      const plan = await database.transaction((tx) =>
        setStockThresholds(tx, catalog.current, body, by),
      );
      return json(200, presentPlan(plan));
    },
  });
}

function presentLevel(level: StockFigures) {
  return present(contract.StockLevel, level, {
    id: level.sku,
    denomination: level.denominationMilli / 1000,
  });
}

function presentPlan(plan: ThresholdPlan) {
  return present(contract.StockThresholdPlan, plan, {
    steps: plan.steps.map((step) => present(contract.ThresholdStep, step)),
  });
}
