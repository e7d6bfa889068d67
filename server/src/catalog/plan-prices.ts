import { type LineFaults, lineFaults } from '../kit/csv/index.ts';
import { parseId } from '../kit/ids.ts';
import { currencyDecimals, formatMoney, parseMoney } from '../kit/money.ts';
import type { CatalogSnapshot } from './catalog-snapshot.ts';
import { denominationMilli } from './denomination.ts';
import { parseRegion } from './parse-region.ts';
import type { Product } from './product.ts';
import type { PriceRow } from './read-prices.ts';

/** A price before and after a change; minor units, null for none. */
export interface PriceStep {
  readonly product: Product;
  readonly currency: string;
  readonly partnerId: string | null;
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * The changes that rows make to a catalogue, or `validation_failed` with one fault per invalid line. A partner's own price needs
 * a list price in the same currency, in the catalogue or in the rows, because a product without one is not listed.
 */
export function planPrices(
  rows: readonly PriceRow[],
  catalog: CatalogSnapshot,
  partnerCurrencies: ReadonlyMap<string, string>,
): (PriceStep & { readonly line: number })[] {
  const faults = lineFaults();
  const planned = new Map<string, PriceStep & { line: number }>();
  for (const row of rows) {
    const change = planRow(row, catalog, partnerCurrencies, faults);
    if (!change) continue;
    const key = keyOf(change, change.partnerId);
    const before = planned.get(key);
    if (before) {
      faults.add(row.line, 'denomination', 'repeated', `Line ${before.line} sets this price too.`);
    }
    planned.set(key, { ...change, line: row.line });
  }
  for (const { line, ...change } of planned.values()) {
    const { product, currency, partnerId } = change;
    const listed =
      catalog.listPrice(product.productId, currency) || planned.has(keyOf(change, null));
    if (partnerId !== null && !listed) {
      faults.add(line, 'list_price', 'required', `Set a list price in ${currency} first.`);
    }
  }
  if (rows.length === 0) faults.add(1, 'region', 'required', 'The file has no row.');
  faults.refuse();
  return [...planned.values()].filter((each) => each.from !== each.to);
}

function keyOf({ product, currency }: PriceStep, partnerId: string | null): string {
  // nothing: a list price belongs to no business.
  return `${product.productId} ${currency} ${partnerId ?? ''}`;
}

function planRow(
  { line, values }: PriceRow,
  catalog: CatalogSnapshot,
  partnerCurrencies: ReadonlyMap<string, string>,
  faults: LineFaults,
): PriceStep | null {
  const { currency } = values;
  const product = productOf(line, values, catalog, faults);
  if (!/^[A-Z]{3}$/.test(currency)) {
    faults.add(line, 'currency', 'pattern', 'The currency must be an ISO 4217 code.');
    return null;
  }
  const partnerId = partnerOf(line, values, partnerCurrencies, faults);
  const to = amountOf(line, values, faults);
  if (!product || partnerId === undefined || to === undefined) return null;
  const set =
    partnerId === null
      ? catalog.listPrice(product.productId, currency)
      : catalog.ownPrice(partnerId, product.productId, currency);
  return { product, currency, partnerId, from: set?.amount ?? null, to };
}

function productOf(
  line: number,
  { region, denomination }: PriceRow['values'],
  catalog: CatalogSnapshot,
  faults: LineFaults,
): Product | null {
  const milli = denominationMilli(denomination);
  const product = milli === null ? null : catalog.find(parseRegion(region), milli);
  if (!product) {
    const detail = `There is no product of ${denomination} in region ${region}.`;
    faults.add(line, 'denomination', 'enum', detail);
  }
  return product;
}

/** Null for a list price, undefined after a fault. */
function partnerOf(
  line: number,
  { partner, currency }: PriceRow['values'],
  partnerCurrencies: ReadonlyMap<string, string>,
  faults: LineFaults,
): string | null | undefined {
  if (partner === '') return null;
  const partnerId = parseId('prt', partner);
  const theirs = partnerId === null ? undefined : partnerCurrencies.get(partnerId);
  if (partnerId === null || theirs === undefined) {
    faults.add(line, 'partner', 'enum', `There is no partner ${partner}.`);
    return undefined;
  }
  if (theirs !== currency) {
    faults.add(line, 'currency', 'enum', `This partner buys in ${theirs}.`);
    return undefined;
  }
  return partnerId;
}

/** Null to remove an own price, undefined after a fault. */
function amountOf(
  line: number,
  { list_price: text, partner, currency }: PriceRow['values'],
  faults: LineFaults,
): number | null | undefined {
  if (text === '' && partner !== '') return null;
  const amount = parseMoney(text, currency);
  if (amount !== null && amount > 0) return amount;
  const decimals = currencyDecimals(currency);
  const detail = `The price must be a number above 0 such as ${formatMoney(4_625, currency)}, with at most ${decimals} decimals.`;
  faults.add(line, 'list_price', 'pattern', detail);
  return undefined;
}
