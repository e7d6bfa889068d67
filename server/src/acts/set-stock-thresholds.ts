import { type CatalogSnapshot, type Product, searchProducts } from '../catalog/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { type FieldError, invalid } from '../kit/refusal.ts';
import {
  planThresholds,
  type ThresholdPlan,
  type ThresholdWanted,
  thresholdsOf,
} from '../reports/index.ts';
import { productsAt, setThresholds } from '../stock/index.ts';

/** Of which products, and from how many codes on each is low: one of either pair. */
export interface ThresholdsAsked {
  readonly skus?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly codes?: number | null | undefined;
  readonly days?: number | undefined;
}

/** What thresholds of many products would change. `validation_failed` for an unknown product, and for none or both of a pair. */
export async function planStockThresholds(
  db: Db,
  catalog: CatalogSnapshot,
  asked: ThresholdsAsked,
  at: Date,
): Promise<ThresholdPlan> {
  const wanted = wantedOf(asked);
  const products = await productsOf(db, catalog, asked, at);
  return planThresholds(db, catalog, products, wanted, at);
}

/** Sets the same thresholds, all of them or none, with one audit entry. Returns what it changed. */
export async function setStockThresholds(
  tx: Tx,
  catalog: CatalogSnapshot,
  asked: ThresholdsAsked,
  by: By,
): Promise<ThresholdPlan> {
  const plan = await planStockThresholds(tx, catalog, asked, by.at);
  const thresholds = thresholdsOf(plan);
  const products = thresholds.length === 1 ? '1 product' : `${thresholds.length} products`;
  await setThresholds(tx, { subject: asked.region ?? products, thresholds }, by);
  return plan;
}

function wantedOf({ codes, days }: ThresholdsAsked): ThresholdWanted {
  if (days !== undefined && codes === undefined) return { days };
  if (days === undefined && codes !== undefined) return { codes };
  const detail = 'Name a number of codes, or a number of days.';
  throw invalid({ pointer: '/codes', code: 'required', detail });
}

async function productsOf(
  db: Db,
  catalog: CatalogSnapshot,
  { skus, region }: ThresholdsAsked,
  at: Date,
): Promise<readonly Product[]> {
  if ((skus === undefined) === (region === undefined)) {
    const detail = 'Name the products, or their region.';
    throw invalid({ pointer: '/skus', code: 'required', detail });
  }
  if (region !== undefined) {
    if (!catalog.regions.has(region)) throw unknown('/region', `There is no region ${region}.`);
    const among = await productsAt(db, 'kept', at);
    return searchProducts(catalog, { region, among }).filter(({ status }) => status !== 'retired');
  }
  const faults: FieldError[] = [];
  const found = (skus ?? []).flatMap((sku, index) => {
    const product = catalog.productBySku(sku.toUpperCase());
    if (product) return [product];
    faults.push({ pointer: `/skus/${index}`, code: 'enum', detail: `There is no product ${sku}.` });
    return [];
  });
  if (faults.length > 0) throw invalid(...faults);
  return [...new Set(found)];
}

function unknown(pointer: string, detail: string) {
  return invalid({ pointer, code: 'enum', detail });
}
