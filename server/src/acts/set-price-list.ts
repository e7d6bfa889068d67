import {
  type FixedPriceRow,
  findPriceList,
  formatPercent,
  insertPriceList,
  loadSnapshot,
  parsePercent,
  sayJump,
  writeFixedPrices,
  writePartnerList,
  writePriceList,
} from '../catalog/index.ts';
import { type Guard, isByStaff, notify, proposeChange } from '../identity/index.ts';
import { assert, required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid, invalidState, type Refusal } from '../kit/refusal.ts';
import { findPartner } from '../partners/index.ts';
import { dropProposals, lockWaiting, type Proposal } from '../proposals/index.ts';
import {
  type FixedPricePlan,
  type FixedPriceWanted,
  planFixedPrice,
  planPercent,
} from './plan-price-list.ts';
import { refuseFileSlips } from './refuse-file-slips.ts';

/** Adds a price list at the list prices. Returns its id. */
export async function createPriceList(
  tx: Tx,
  { name, currency }: { readonly name: string; readonly currency: string },
  by: By,
): Promise<string> {
  await bumpVersion(tx, 'catalog');
  return insertPriceList(tx, { name: name.trim(), currency }, by);
}

/** Name and percentage of a price list, and the percentage that its author saw, in basis points. */
export interface ListTerms {
  readonly priceListId: string;
  readonly name: string;
  readonly percentBps: number;
  readonly beforeBps: number;
  /** Whether it is meant, although it looks like a slip. */
  readonly jump?: boolean | undefined;
}

/**
 * Sets name and percentage of a price list. A lower percentage is proposed to a second admin: returns the proposal.
 * `invalid_state` if the percentage is no longer the one that was seen.
 */
export async function changePriceList(
  tx: Tx,
  guard: Guard,
  { priceListId, name, percentBps, beforeBps, jump }: ListTerms,
  by: By,
): Promise<Proposal | null> {
  const subject = formatId('pls', priceListId);
  const about = { kind: 'price_list', subject } as const;
  // In the order that everybody uses: first the proposals, then the row at which writers of the catalogue wait for each other.
  await lockWaiting(tx, { about });
  await bumpVersion(tx, 'catalog');
  const { list, takesTwo, isJump } = await planPercent(tx, { priceListId, percentBps });
  if (list.percentBps !== beforeBps) throw changed(formatPercent(list.percentBps));
  if (isJump && jump !== true) {
    const detail = `${formatPercent(percentBps)} makes prices twice or half of what they should be: confirm it, or correct it.`;
    throw invalid({ pointer: '/percent', code: 'maximum', detail });
  }
  const needsTwo = takesTwo && isByStaff(by);
  const now = { name: name.trim(), percentBps: needsTwo ? list.percentBps : percentBps };
  if (now.name !== list.name || now.percentBps !== list.percentBps) {
    await writePriceList(tx, list, now, by);
  }
  if (needsTwo) {
    const content = { before: formatPercent(list.percentBps), after: formatPercent(percentBps) };
    const change = { kind: 'price_list', name: now.name, ...content } as const;
    return proposeChange(tx, guard, { change, subject, content }, by);
  }
  await dropProposals(tx, { about }, by);
  await notify(tx, 'price_list.changed', 'staff', { priceListId, name: now.name, at: by.at });
  return null;
}

/** Sets a percentage as proposed; `invalid_state` if it has changed since. */
export async function setProposedPercent(
  tx: Tx,
  { subject, content }: Proposal,
  by: By,
): Promise<void> {
  await bumpVersion(tx, 'catalog');
  const priceListId = parseId('pls', subject);
  assert(priceListId !== null, `${subject} is a price list`);
  const list = await findPriceList(tx, priceListId);
  const { name, percentBps } = list;
  if (formatPercent(percentBps) !== content.before) throw changed(formatPercent(percentBps));
  const next = { name, percentBps: parsePercent(String(content.after)) };
  await writePriceList(tx, list, next, by);
  await notify(tx, 'price_list.changed', 'staff', { priceListId, name, at: by.at });
}

/** A fixed price of a list, and the one that its author saw; minor units, null: the percentage applies. */
export interface FixedPriceSetting extends FixedPriceWanted {
  readonly before: number | null;
  /** Whether it is meant, although it looks like a slip. */
  readonly jump?: boolean | undefined;
}

/**
 * Sets the fixed price of a product in a list. One that may be below the floor is proposed to a second admin: returns the
 * proposal. `not_found` for an unknown product, `invalid_state` if the price is no longer the one that was seen.
 */
export async function setFixedPrice(
  tx: Tx,
  guard: Guard,
  setting: FixedPriceSetting,
  by: By,
): Promise<Proposal | null> {
  const { priceListId, sku, before, after } = setting;
  const subject = [formatId('pls', priceListId), sku].join(' ');
  const about = { kind: 'price_list_price', subject } as const;
  await lockWaiting(tx, { about });
  const plan = await planLocked(tx, setting, by.at);
  const { currency, name } = plan.list;
  if (plan.jump !== null && setting.jump !== true) {
    const said = { ...plan, currency, before: plan.priceNow, after: required(after, 'it is set') };
    throw invalid({ pointer: '/price', code: 'maximum', detail: sayJump(plan.jump, said) });
  }
  if (isByStaff(by) && plan.takesTwo) {
    const change = { kind: 'price_list_price', sku, name, before, after, currency } as const;
    return proposeChange(tx, guard, { change, subject, content: { before, after, currency } }, by);
  }
  await dropProposals(tx, { about }, by);
  await writeFixed(tx, plan, by);
  return null;
}

/** Sets a fixed price as proposed; `invalid_state` if it has changed since. */
export async function setProposedFixedPrice(
  tx: Tx,
  { subject, content: { before, after } }: Proposal,
  by: By,
): Promise<void> {
  const [id = '', sku = ''] = subject.split(' ');
  const priceListId = parseId('pls', id);
  assert(priceListId !== null, `${subject} names a price list`);
  assert(typeof before !== 'string' && typeof after !== 'string', 'it is about amounts');
  await writeFixed(tx, await planLocked(tx, { priceListId, sku, before, after }, by.at), by);
}

/** Lets a partner buy at a price list in place of the one that it has; null: at the list prices. */
export async function assignPriceList(
  tx: Tx,
  partnerId: string,
  priceListId: string | null,
  by: By,
): Promise<void> {
  await bumpVersion(tx, 'catalog');
  const partner = await findPartner(tx, partnerId);
  const list = priceListId === null ? null : await findPriceList(tx, priceListId);
  if (list !== null && list.currency !== partner.currency) {
    const detail = `${partner.name} buys in ${partner.currency}; the prices of “${list.name}” are in ${list.currency}.`;
    throw invalid({ pointer: '/partner_id', code: 'enum', detail });
  }
  if (!(await writePartnerList(tx, partnerId, priceListId, by))) return;
  const facts = { partnerId, business: partner.name, list: list?.name ?? null, at: by.at };
  await notify(tx, 'partner.price_list_set', 'staff', facts);
}

/**
 * Fixed prices of a file: of an operator, who needs no second person. `jumps`: SKUs of prices that are meant, although they look like
 * slips. Returns how many changed.
 */
export async function setFixedPrices(
  tx: Tx,
  priceListId: string,
  { rows, jumps }: { readonly rows: readonly FixedPriceRow[]; readonly jumps: readonly string[] },
  by: By,
): Promise<number> {
  await bumpVersion(tx, 'catalog');
  const list = await findPriceList(tx, priceListId);
  const catalog = await loadSnapshot(tx);
  const steps = rows
    .map(({ line, product, after }) => {
      const before = catalog.fixedPrice(priceListId, product.productId);
      return { line, list, product, before, after };
    })
    .filter(({ before, after }) => before !== after);
  if (steps.length === 0) return 0;
  const { currency } = list;
  const prices = steps.flatMap(({ line, product, after }) => {
    const before = catalog.listedPrice(product, currency, priceListId);
    return after === null ? [] : [{ line, product, currency, before, after }];
  });
  await refuseFileSlips(tx, catalog, { prices, jumps, column: 'price' });
  await writeFixedPrices(tx, steps, by);
  await notify(tx, 'price_list.changed', 'staff', { priceListId, name: list.name, at: by.at });
  return steps.length;
}

async function planLocked(tx: Tx, setting: FixedPriceSetting, at: Date): Promise<FixedPricePlan> {
  await bumpVersion(tx, 'catalog');
  const plan = await planFixedPrice(tx, setting, at);
  const { before: now, list } = plan;
  if (now === setting.before) return plan;
  throw changed(now === null ? 'not fixed' : `${formatMoney(now, list.currency)} ${list.currency}`);
}

async function writeFixed(
  tx: Tx,
  step: Pick<FixedPricePlan, 'list' | 'product' | 'before' | 'after'>,
  by: By,
): Promise<void> {
  if (step.before === step.after) return;
  await writeFixedPrices(tx, [step], by);
  const { priceListId, name } = step.list;
  await notify(tx, 'price_list.changed', 'staff', { priceListId, name, at: by.at });
}

function changed(now: string): Refusal {
  return invalidState('changed', `It is ${now} now; check it and decide again.`);
}
