import { loadSnapshot, sayJump, writePrices } from '../catalog/index.ts';
import { type Guard, isByStaff, notify, proposeChange } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Db, type Tx } from '../kit/database/index.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid, invalidState, Refusal } from '../kit/refusal.ts';
import { dropProposals, lockWaiting, type Proposal } from '../proposals/index.ts';
import { type PricePreview, previewPrices } from './preview-prices.ts';

/** A new list price, and the price that its author saw; minor units. */
export interface ListPrice {
  readonly sku: string;
  readonly currency: string;
  readonly before: number | null;
  readonly after: number;
  /** Why, if somebody said so. */
  readonly reason?: string | null;
  /** Whether it is meant, although it looks like a slip. */
  readonly jump?: boolean;
}

/** What a new list price would change; `not_found` for an unknown SKU. */
export async function planListPrice(
  db: Db,
  { sku, currency, after }: Omit<ListPrice, 'before'>,
  at: Date,
): Promise<PricePreview> {
  const catalog = await loadSnapshot(db);
  const product = catalog.productBySku(sku);
  if (!product) throw new Refusal('not_found');
  const { productId } = product;
  const [preview] = await previewPrices(db, catalog, [{ productId, currency, after }], at);
  return required(preview, 'one target has one preview');
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
  const preview = await planLocked(tx, price, by.at);
  const { sku, currency, before, after, reason = null } = price;
  if (preview.jump !== null && price.jump !== true) {
    const detail = sayJump(preview.jump, preview);
    throw invalid({ pointer: '/list_price', code: 'maximum', detail });
  }
  if (preview.takesTwo && isByStaff(by)) {
    const content = { before, after, currency, ...(reason !== null && { reason }) };
    const change = { kind: 'list_price', sku, before, after, currency } as const;
    return proposeChange(tx, guard, { change, subject: sku, content }, by);
  }
  await dropProposals(tx, { about }, by);
  await writePrice(tx, preview, price, by);
  return null;
}

/** Sets a list price as proposed; `invalid_state` if it has changed since. */
export async function setProposedPrice(tx: Tx, price: ListPrice, by: By): Promise<void> {
  const preview = await planLocked(tx, price, by.at);
  await writePrice(tx, preview, price, by);
}

async function planLocked(tx: Tx, price: ListPrice, at: Date): Promise<PricePreview> {
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
  { product, before }: PricePreview,
  { sku, currency, after, reason = null }: ListPrice,
  { at, actor }: By,
): Promise<void> {
  if (before === after) return;
  const step = { product, currency, partnerId: null, from: before, to: after };
  await writePrices(tx, [step], { at, actor, reason });
  await notify(tx, 'price.changed', 'staff', { sku, before, after, currency, at });
}
