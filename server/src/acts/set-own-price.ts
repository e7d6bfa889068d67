import { sayJump, writePrices } from '../catalog/index.ts';
import { type Guard, isByStaff, isOfBusiness, notify, proposeChange } from '../identity/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import { findPartner } from '../partners/index.ts';
import { dropProposals, lockWaiting, type Proposal } from '../proposals/index.ts';
import { type OwnPricePlan, type OwnPriceWanted, planOwnPrice } from './plan-own-price.ts';

/** An own price, and the one that its author saw, in minor units. */
export interface OwnPriceSetting extends OwnPriceWanted {
  readonly before: number | null;
  readonly reason?: string | null;
  /** Whether it is meant, although it looks like a slip. */
  readonly jump?: boolean;
}

/**
 * Sets, changes or removes the own price of a business, for orders from now on, with an audit row; staff who manage prices are notified.
 * One that may be below the floor is proposed to a second admin: returns the proposal. `invalid_state` if the price is no longer the one
 * that its author saw, or if they are a person of the business.
 */
export async function setOwnPrice(
  tx: Tx,
  guard: Guard,
  setting: OwnPriceSetting,
  by: By,
): Promise<Proposal | null> {
  const { partnerId, before, after, reason = null } = setting;
  const sku = setting.sku.toUpperCase();
  const subject = [formatId('prt', partnerId), sku].join(' ');
  const about = { kind: 'own_price', subject } as const;
  // In the order that everybody uses: first the proposals, then the row at which writers of the catalogue wait for each other.
  await lockWaiting(tx, { about });
  const plan = await planLocked(tx, { ...setting, sku }, by);
  if (plan.jump !== null && setting.jump !== true) {
    const said = { ...plan, before: plan.paysNow, after: plan.paysThen };
    const detail = sayJump(plan.jump, said);
    throw invalid({ pointer: '/price', code: 'maximum', detail });
  }
  if (plan.takesTwo && isByStaff(by)) {
    const { currency } = plan;
    const { name: business } = await findPartner(tx, partnerId);
    const content = { before, after, currency, ...(reason !== null && { reason }) };
    const change = { kind: 'own_price', business, sku, after, currency } as const;
    return proposeChange(tx, guard, { change, subject, content }, by);
  }
  await dropProposals(tx, { about }, by);
  await write(tx, plan, setting, by);
  return null;
}

/** Sets an own price as proposed; `invalid_state` if it has changed since. */
export async function setProposedOwnPrice(
  tx: Tx,
  { subject, content: { before, after, reason } }: Proposal,
  by: By,
): Promise<void> {
  const [id = '', sku = ''] = subject.split(' ');
  const partnerId = parseId('prt', id);
  assert(partnerId !== null, `${subject} names a business`);
  assert(typeof before !== 'string' && typeof after !== 'string', 'it is about amounts');
  const setting = { partnerId, sku, before, after, reason: reason ?? null };
  await write(tx, await planLocked(tx, setting, by), setting, by);
}

async function planLocked(tx: Tx, setting: OwnPriceSetting, by: By): Promise<OwnPricePlan> {
  await bumpVersion(tx, 'catalog');
  if (await isOfBusiness(tx, by.actor, setting.partnerId)) {
    const detail = 'You are a person of this business, too; colleagues decide on its prices.';
    throw invalidState('own_business', detail);
  }
  const plan = await planOwnPrice(tx, setting, by.at);
  const { before, currency } = plan;
  if (before === setting.before) return plan;
  const now = before === null ? 'none' : `${formatMoney(before, currency)} ${currency}`;
  throw invalidState('changed', `Its own price is ${now} now; check it and decide again.`);
}

async function write(
  tx: Tx,
  { product, currency, before }: OwnPricePlan,
  { partnerId, after, reason = null }: OwnPriceSetting,
  { at, actor }: By,
): Promise<void> {
  if (before === after) return;
  const step = { product, currency, partnerId, from: before, to: after };
  await writePrices(tx, [step], { at, actor, reason });
  const { name: business } = await findPartner(tx, partnerId);
  const { sku } = product;
  await notify(tx, 'partner.price_set', 'staff', { partnerId, business, sku, after, currency, at });
}
