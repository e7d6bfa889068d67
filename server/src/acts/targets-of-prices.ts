import type { SkipReason } from '@psnb2b/contract';
import {
  type CatalogSnapshot,
  type PriceRule,
  planPrices,
  priceByRule,
  productIdsOf,
  readPrices,
  searchProducts,
} from '../catalog/index.ts';
import { lineFaults } from '../kit/csv/index.ts';
import type { Db } from '../kit/database/index.ts';
import { parseMoney } from '../kit/money.ts';
import { type FieldError, invalid } from '../kit/refusal.ts';
import { highestCosts } from './highest-costs.ts';
import type { PriceTarget } from './preview-prices.ts';

/** Prices that are wanted, and those that a rule could not make. */
export interface Targets {
  readonly targets: readonly PriceTarget[];
  readonly unchanged: number;
  readonly skipped: readonly { readonly sku: string; readonly why: SkipReason }[];
}

type Filters = Omit<Parameters<typeof searchProducts>[1], 'behind' | 'turned'>;

/** The prices that a rule makes for the products that match. */
export async function targetsOfRule(
  db: Db,
  catalog: CatalogSnapshot,
  { currency, ...filters }: Filters & { readonly currency: string },
  rule: PriceRule,
): Promise<Targets> {
  const products = searchProducts(catalog, filters);
  const ids = products.map(({ productId }) => productId);
  const costs = await highestCosts(db, ids);
  const skipped: { sku: string; why: SkipReason }[] = [];
  const targets = products.flatMap(({ productId, sku }) => {
    const skip = (why: SkipReason) => {
      skipped.push({ sku, why });
      return [];
    };
    const list = catalog.listPrice(productId, currency)?.amount ?? null;
    const cost = costs.highest(productId, currency);
    if (rule.kind === 'percent' && list === null) return skip('no_price');
    if (rule.kind === 'cost_plus' && cost === null) return skip('cost_unknown');
    const base = rule.kind === 'percent' ? list : cost;
    const after = base === null ? null : priceByRule(base, rule);
    return after === null ? skip('too_large') : [{ productId, currency, after }];
  });
  return { ...onlyChanges(catalog, targets), skipped };
}

/**
 * The list prices of a CSV file. `validation_failed` with one fault per invalid line; a row without a price leaves its product as
 * it is.
 */
export function targetsOfFile(catalog: CatalogSnapshot, csv: string): Targets {
  const rows = readPrices(Buffer.from(csv));
  const faults = lineFaults();
  for (const { line, values } of rows) {
    if (values.partner === '') continue;
    const detail = 'A file in the console sets list prices alone; leave the partner out.';
    faults.add(line, 'partner', 'unknown_member', detail);
  }
  faults.refuse();
  const priced = rows.filter(({ values }) => values.list_price !== '');
  const steps = planPrices(priced, catalog, new Map());
  const targets = steps.flatMap(({ product, currency, to }) =>
    to === null ? [] : [{ productId: product.productId, currency, after: to }],
  );
  return { targets, unchanged: priced.length - targets.length, skipped: [] };
}

/** A price of a request: its product by name, its amount as text. */
export interface NamedPrice {
  readonly sku: string;
  readonly currency: string;
  readonly after: string;
}

/**
 * The prices that a request names. `validation_failed` with a fault per line: an unknown product, a price that is no amount above
 * 0, a price that is set twice.
 */
export function targetsOfLines(
  catalog: CatalogSnapshot,
  lines: readonly NamedPrice[],
): readonly PriceTarget[] {
  const faults: FieldError[] = [];
  const seen = new Map<string, number>();
  const targets = lines.flatMap(({ sku, currency, after: text }, index) => {
    const at = `/lines/${index}`;
    const [productId] = productIdsOf(catalog, { sku: [sku] }) ?? [];
    const after = parseMoney(text, currency);
    const before = seen.get(`${productId} ${currency}`);
    if (productId === undefined) {
      faults.push({ pointer: `${at}/sku`, code: 'enum', detail: `There is no product ${sku}.` });
      return [];
    }
    if (after === null || after <= 0) {
      const detail = `${sku}: the list price must be more than 0, with the decimals of ${currency}.`;
      faults.push({ pointer: `${at}/after`, code: 'minimum', detail });
      return [];
    }
    if (before !== undefined) {
      const detail = `${sku}: line ${before + 1} sets this price too.`;
      faults.push({ pointer: `${at}/sku`, code: 'repeated', detail });
    }
    seen.set(`${productId} ${currency}`, index);
    return [{ productId, currency, after }];
  });
  if (faults.length > 0) throw invalid(...faults.slice(0, FAULTS_SHOWN_MAX));
  return targets;
}

const FAULTS_SHOWN_MAX = 100;

/** Without the prices that are the same already. */
export function onlyChanges(
  catalog: CatalogSnapshot,
  targets: readonly PriceTarget[],
): Omit<Targets, 'skipped'> {
  const changes = targets.filter(
    ({ productId, currency, after }) => catalog.listPrice(productId, currency)?.amount !== after,
  );
  return { targets: changes, unchanged: targets.length - changes.length };
}
