import { type SettingWithEffect, settingMaxima } from '@psnb2b/contract';
import { bpsOfPercent, type CatalogSnapshot, WHOLE_SHOP } from '../catalog/index.ts';
import { listDecided, listSlowClaims } from '../claims/index.ts';
import { countOwnTerms } from '../invoicing/index.ts';
import { amountOf } from '../kit/amount-of.ts';
import { type ActOfOne, countExceeding } from '../kit/count-exceeding.ts';
import type { Db } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';
import { countLateReturns, listSpending } from '../orders/index.ts';
import { countPartners, findPartner, tenantOf, tenantsById } from '../partners/index.ts';
import { countUsers, isQuotaName, quotaDaysKept } from '../quotas/index.ts';
import { listDiscarded, listImported } from '../stock/index.ts';
import {
  callDays,
  callsAbove,
  holdsAbove,
  holdsLonger,
  invoicesAbove,
  keysLikeOf,
  ordersAboveCredit,
} from './limit-effects.ts';
import { floorsOf } from './price-floors.ts';

/** How many it would have concerned, of how many of the last days; null days: as it is now. */
export interface SettingEffect {
  readonly affected: number;
  readonly counted: number;
  readonly days: number | null;
  /** There were more in these days. */
  readonly isCapped: boolean;
}

export interface ValueAsked {
  readonly setting: SettingWithEffect;
  /** Which of them: a business, a currency, a tier, a region, a quota. */
  readonly of?: string;
  /** In the unit of the setting; left out: no limit. */
  readonly value?: string;
}

interface Parts {
  readonly db: Db;
  readonly catalog: CatalogSnapshot;
  /** Within which the acts of one owner count together against the limits of money. */
  readonly approvalWindowMs: number;
  readonly at: Date;
}

const DAYS = 30;
/** Acts are counted up to here, the latest first. */
const ACTS_MAX = 20_000;

/** What a value of a setting would have meant for what happened here. `not_found` for what has no such setting. */
export async function settingEffect(parts: Parts, asked: ValueAsked): Promise<SettingEffect> {
  const { db, at } = parts;
  const { setting, of = '' } = asked;
  refuseTooLarge(asked);
  const since = new Date(at.getTime() - DAYS * DAY_MS);
  switch (setting) {
    case 'approval_limit': {
      const { tenantId, currency } = await liveTenant(db, of);
      const most = moneyOf(asked, currency);
      const list = (from: Date) => listSpending(db, tenantId, from, ACTS_MAX + 1);
      return exceeding(list, { most, since, windowMs: parts.approvalWindowMs });
    }
    case 'credit_limit':
    case 'invoice_limit': {
      const { tenantId, currency } = await liveTenant(db, of);
      const count = setting === 'credit_limit' ? ordersAboveCredit : invoicesAbove;
      const limit = moneyOf(asked, currency) ?? missing();
      return { ...(await count(db, { tenantId, since, most: ACTS_MAX }, limit)), days: DAYS };
    }
    case 'holds_open':
    case 'hold_seconds': {
      const { tenantId } = await liveTenant(db, of);
      const count = setting === 'holds_open' ? holdsAbove : holdsLonger;
      const counted = await count(db, { tenantId, since, most: ACTS_MAX }, needed(asked));
      return { ...counted, days: DAYS };
    }
    case 'requests_a_minute':
    case 'orders_a_minute': {
      const { tenantId, keyIds } = of.startsWith('key_')
        ? await keysLikeOf(db, parseId('key', of))
        : { ...(await liveTenant(db, of)), keyIds: undefined };
      const limit = setting === 'requests_a_minute' ? 'requests' : 'orders';
      const from = new Date(at.getTime() - callDays * DAY_MS);
      const calls = { tenantId, since: from, most: ACTS_MAX };
      const counted = await callsAbove(db, calls, { limit, aMinute: needed(asked), keyIds });
      return { ...counted, days: callDays };
    }
    case 'claim_limit': {
      if (!/^[A-Z]{3}$/.test(of)) throw new Refusal('not_found');
      const most = moneyOf(asked, of);
      const list = (from: Date) => listDecided(db, of, from, ACTS_MAX + 1);
      return exceeding(list, { most, since, windowMs: parts.approvalWindowMs });
    }
    case 'stock_release':
    case 'stock_discard': {
      const read = setting === 'stock_release' ? listImported : listDiscarded;
      const list = (from: Date) => read(db, from, ACTS_MAX + 1);
      return exceeding(list, { most: wholeOf(asked), since, windowMs: DAY_MS });
    }
    case 'claim_answer':
    case 'claim_decision': {
      const step = setting === 'claim_answer' ? 'answer' : 'decision';
      const slow = await listSlowClaims(db, step, { since, withinMs: needed(asked), at });
      const tenants = await tenantsById(
        db,
        slow.map(({ tenantId }) => tenantId),
      );
      const own = slow.filter(({ tenantId }) => tenants.get(tenantId)?.tier === of);
      const sum = (of: (each: (typeof own)[number]) => number) =>
        own.reduce((total, each) => total + of(each), 0);
      return ofDays({
        affected: sum(({ slower }) => slower),
        counted: sum(({ claims }) => claims),
      });
    }
    case 'return_hours': {
      const { late, returned } = await countLateReturns(db, since, needed(asked));
      return ofDays({ affected: late, counted: returned });
    }
    case 'payment_days': {
      const { all } = await countPartners(db);
      return { ...NOW, affected: all - (await countOwnTerms(db)), counted: all };
    }
    case 'price_floor':
      return { ...NOW, ...(await belowFloor(parts, asked)) };
    case 'quota': {
      if (!isQuotaName(of)) throw new Refusal('not_found');
      const { above, owners } = await countUsers(db, of, needed(asked));
      return { affected: above, counted: owners, days: quotaDaysKept, isCapped: false };
    }
    default:
      return setting satisfies never;
  }
}

const NOW = { days: null, isCapped: false } as const;

function ofDays(counts: { readonly affected: number; readonly counted: number }): SettingEffect {
  return { ...counts, days: DAYS, isCapped: false };
}

async function exceeding(
  list: (from: Date) => Promise<ActOfOne[]>,
  limit: Parameters<typeof countExceeding>[1],
): Promise<SettingEffect> {
  const acts = await list(new Date(limit.since.getTime() - limit.windowMs));
  const isCapped = acts.length > ACTS_MAX;
  return { ...countExceeding(acts.slice(0, ACTS_MAX), limit), days: DAYS, isCapped };
}

/** The products of a region, or of every region without a floor of its own, whose list price is below what the margin asks. */
async function belowFloor({ db, catalog, at }: Parts, { of = '', value }: ValueAsked) {
  const region = of === 'shop' ? WHOLE_SHOP : of;
  if (region !== WHOLE_SHOP && !catalog.regions.has(region)) throw new Refusal('not_found');
  const shops = region === WHOLE_SHOP ? 0 : catalog.floorBps(WHOLE_SHOP);
  const bps = value === undefined ? shops : bpsOfPercent(Number(value), '/value');
  const concerned = catalog.products.filter((product) =>
    region === WHOLE_SHOP
      ? catalog.ownFloorBps(product.region) === null
      : product.region === region,
  );
  const ids = concerned.map(({ productId }) => productId);
  const product = (productId: number) => catalog.product(productId);
  const floors = await floorsOf(db, { product, floorBps: () => bps }, ids, at);
  const priced = [...floors].flatMap(([productId, { currency, floor }]) => {
    const list = catalog.listPrice(productId, currency);
    return list === null ? [] : [list.amount < floor];
  });
  return { affected: priced.filter(Boolean).length, counted: priced.length };
}

/** The setting itself would refuse it. */
function refuseTooLarge({ setting, value }: ValueAsked): void {
  const most = settingMaxima[setting];
  if (most === undefined || value === undefined || Number(value) <= most) return;
  throw invalid({ pointer: '/value', code: 'maximum', detail: `It must be at most ${most}.` });
}

/** The live tenant of a business, and its currency. */
async function liveTenant(db: Db, of: string) {
  const partnerId = parseId('prt', of);
  if (partnerId === null) throw new Refusal('not_found');
  const { currency } = await findPartner(db, partnerId);
  const { tenantId } = await tenantOf(db, partnerId, 'live');
  return { tenantId, currency };
}

function moneyOf({ value }: ValueAsked, currency: string): number | null {
  return value === undefined ? null : amountOf('value', value, currency);
}

function wholeOf({ value }: ValueAsked): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw invalid({ pointer: '/value', code: 'precision', detail: 'It must be a whole number.' });
}

function needed(asked: ValueAsked): number {
  const number = wholeOf(asked);
  return number ?? missing();
}

function missing(): never {
  throw invalid({ pointer: '/value', code: 'required', detail: 'Say which value would be set.' });
}
