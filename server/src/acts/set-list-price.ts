import {
  denominationText,
  listPriceTakesTwo,
  loadSnapshot,
  type Product,
  setPrices,
} from '../catalog/index.ts';
import { type Guard, isByStaff, notify, proposeChange } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Db, type Tx } from '../kit/database/index.ts';
import { formatMoney } from '../kit/money.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { shareOf } from '../kit/share-of.ts';
import { DAY_MS } from '../kit/time.ts';
import { dropProposals, lockWaiting, type Proposal } from '../proposals/index.ts';
import { costCeiling, costsOfProducts } from '../stock/index.ts';

/** How long the cost of codes counts that are sold: longer than a product is without stock. */
const OF_LATE_MS = 90 * DAY_MS;

/** A new list price, and the price that its author saw; minor units. */
export interface ListPrice {
  readonly sku: string;
  readonly currency: string;
  readonly before: number | null;
  readonly after: number;
}

/** What a new list price would change. */
export interface PricePlan {
  readonly product: Product;
  readonly before: number | null;
  /** The highest cost of a code for sale; null if one of them has no cost in this currency. */
  readonly costHigh: number | null;
  readonly takesTwo: boolean;
  /** Against the list price now; null where there is none. */
  readonly changeBps: number | null;
  /** What is left of the new price at the highest cost; null if that is unknown. */
  readonly marginBps: number | null;
  /** Businesses with their own price in this currency, which stays the same. */
  readonly ownPrices: number;
}

/** What a new list price would change; `not_found` for an unknown SKU. */
export async function planListPrice(
  db: Db,
  { sku, currency, after }: Omit<ListPrice, 'before'>,
  at: Date,
): Promise<PricePlan> {
  const catalog = await loadSnapshot(db);
  const product = catalog.productBySku(sku);
  if (!product) throw new Refusal('not_found');
  const { productId } = product;
  const before = catalog.listPrice(productId, currency)?.amount ?? null;
  const { available, unknown, spans } = await costsOfProducts(db, [productId]);
  const isKnown = !unknown.get(productId) && spans.every((span) => span.currency === currency);
  const costHigh = isKnown ? (spans[0]?.high ?? null) : null;
  // nothing: a product that never had codes has no shelf.
  const stock = available.get(productId) ?? 0;
  const since = new Date(at.getTime() - OF_LATE_MS);
  const ceiling = await costCeiling(db, productId, currency, since);
  const step = { before, after, available: stock, costCeiling: ceiling };
  const ownPrices = catalog.ownPricesOf(productId).filter((own) => own.currency === currency);
  return {
    ...{ product, before, costHigh },
    takesTwo: listPriceTakesTwo(step),
    changeBps: before === null ? null : shareOf(after - before, before),
    marginBps: costHigh === null ? null : shareOf(after - costHigh, after),
    ownPrices: ownPrices.length,
  };
}

/**
 * Sets a list price for orders from now on, with an audit row; staff who manage prices are notified. A price that may be below
 * cost is proposed to a second admin: returns the proposal. `invalid_state` if the price is no longer the one that its author
 * saw.
 */
export async function setListPrice(
  tx: Tx,
  guard: Guard,
  price: ListPrice,
  by: By,
): Promise<Proposal | null> {
  const about = { kind: 'list_price', subject: price.sku } as const;
  // In the order that everybody uses: first the proposals, one of which may be decided right now; then the row at which writers
  // of the catalogue wait for each other.
  await lockWaiting(tx, { about });
  const { product, takesTwo } = await planLocked(tx, price, by.at);
  const { sku, currency, before, after } = price;
  if (takesTwo && isByStaff(by)) {
    const content = { before, after, currency };
    const change = { kind: 'list_price', sku, ...content } as const;
    return proposeChange(tx, guard, { change, subject: sku, content }, by);
  }
  await dropProposals(tx, { about }, by);
  await writePrice(tx, product, price, by);
  return null;
}

/** Sets a list price as proposed; `invalid_state` if it has changed since. */
export async function setProposedPrice(tx: Tx, price: ListPrice, by: By): Promise<void> {
  const { product } = await planLocked(tx, price, by.at);
  await writePrice(tx, product, price, by);
}

async function planLocked(tx: Tx, price: ListPrice, at: Date): Promise<PricePlan> {
  await bumpVersion(tx, 'catalog');
  const plan = await planListPrice(tx, price, at);
  if (plan.before === price.before) return plan;
  const { currency } = price;
  const now =
    plan.before === null ? 'not set' : `${formatMoney(plan.before, currency)} ${currency}`;
  throw invalidState('changed', `The list price is now ${now}; check it and decide again.`);
}

async function writePrice(
  tx: Tx,
  { region, denominationMilli }: Product,
  price: ListPrice,
  { at, actor }: By,
): Promise<void> {
  const { sku, currency, after } = price;
  const denomination = denominationText(denominationMilli);
  const list_price = formatMoney(after, currency);
  const rows = [{ line: 1, values: { region, denomination, currency, list_price, partner: '' } }];
  const { changed } = await setPrices(tx, { at, actor, rows, partnerCurrencies: new Map() });
  if (changed === 0) return;
  await notify(tx, 'price.changed', 'staff', { sku, before: price.before, after, currency, at });
}
