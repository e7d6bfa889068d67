import type { CatalogSnapshot, Product } from '../catalog/index.ts';
import type { Db } from '../kit/database/index.ts';
import type { Threshold } from '../stock/index.ts';
import { type StockFigures, withStock } from './stock-figures.ts';

/** From how many codes on products are low: a number of codes (null: nobody is warned), or what sells in so many days. */
export type ThresholdWanted =
  | { readonly codes: number | null; readonly days?: never }
  | { readonly days: number; readonly codes?: never };

/** A threshold that would change, with the stock of its product. */
export interface ThresholdStep extends StockFigures {
  readonly before: number | null;
  readonly after: number | null;
  readonly willBeLow: boolean;
}

/** What thresholds would change for some products. */
export interface ThresholdPlan {
  readonly steps: readonly ThresholdStep[];
  readonly unchanged: number;
  /** Products of which nothing was sold on the counted days, so that their pace says nothing. */
  readonly withoutPace: readonly string[];
  /** Of all these products: how many are low, and how many would be. */
  readonly lowNow: number;
  readonly lowThen: number;
}

const THRESHOLD_MAX = 10_000_000;

/** What thresholds would change, at the stock and pace of now. */
export async function planThresholds(
  db: Db,
  catalog: CatalogSnapshot,
  products: readonly Product[],
  wanted: ThresholdWanted,
  at: Date,
): Promise<ThresholdPlan> {
  const levels = await withStock(db, catalog, products, at);
  const judged = levels.map((level) => {
    const after = thresholdOf(level, wanted);
    const kept = after === undefined ? level.threshold : after;
    const willBeLow = kept !== null && level.available <= kept;
    return {
      ...level,
      before: level.threshold,
      after: kept,
      willBeLow,
      isPaced: after !== undefined,
    };
  });
  const steps = judged.filter(({ before, after }) => before !== after);
  const withoutPace = judged.filter(({ isPaced }) => !isPaced).map(({ sku }) => sku);
  return {
    ...{ steps, withoutPace, unchanged: judged.length - steps.length - withoutPace.length },
    lowNow: judged.filter(({ isLow }) => isLow).length,
    lowThen: judged.filter(({ willBeLow }) => willBeLow).length,
  };
}

/** Undefined: the pace of the product says nothing, so it stays as it is. */
function thresholdOf(
  { sold, days }: Pick<StockFigures, 'sold' | 'days'>,
  wanted: ThresholdWanted,
): number | null | undefined {
  if (wanted.codes !== undefined) return wanted.codes;
  if (sold === null || days === null || sold === 0) return undefined;
  return Math.min(Math.ceil((sold * wanted.days) / days), THRESHOLD_MAX);
}

/** The thresholds that a plan sets. */
export function thresholdsOf({ steps }: ThresholdPlan): Threshold[] {
  return steps.map(({ productId, sku, after: codes }) => ({ productId, sku, codes }));
}
