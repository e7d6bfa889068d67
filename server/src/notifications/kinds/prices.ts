import { consolePages } from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import type { Kind } from '../kind.ts';
import { minuteOf } from '../minute-of.ts';

/** A list price before and after the change, in minor units of its currency. */
export interface PriceAmounts {
  readonly before: number | null;
  readonly after: number;
  readonly currency: string;
}

/** The own price of a business, in minor units; null: it was removed. */
interface OwnPrice {
  readonly partnerId: string;
  readonly business: string;
  readonly sku: string;
  readonly after: number | null;
  readonly currency: string;
}

/** A change of many list prices that has set its prices. */
interface Applied {
  readonly priceChangeId: string;
  readonly changed: number;
  readonly leftOut: number;
  /** Prices that it replaced and that its author had not seen. */
  readonly unseen: number;
}

interface Scheduled {
  readonly priceChangeId: string;
  /** Who scheduled it; null: the command line. */
  readonly name: string | null;
  readonly prices: number;
  readonly takesEffectAt: Date;
}

interface Left {
  readonly priceChangeId: string;
  readonly name: string;
  readonly takesEffectAt: Date;
}

/** A margin over cost before and after a change, in words. */
export interface FloorStep {
  /** `shop`, or a region. */
  readonly region: string;
  readonly before: string;
  readonly after: string;
}

export function floorName(region: string): string {
  return region === 'shop' ? 'the shop' : `the region ${region}`;
}

const productStates = {
  active: 'is sold again',
  paused: 'is paused: nobody can order it',
  retired: 'is retired: nobody can order it any more',
} as const;
type ProductState = keyof typeof productStates;

const pricing = { staff: ['admin', 'finance'] } as const;
const change = ({ priceChangeId }: { readonly priceChangeId: string }) =>
  consolePages.priceChange(formatId('pch', priceChangeId));

/** Notifications of staff who manage prices. */
export const priceKinds = {
  'price.changed': {
    to: { staff: ['admin', 'finance'] },
    email: false,
    page: ({ sku }: { readonly sku: string }) => consolePages.product(sku),
    sentence: ({ sku, ...price }: { readonly sku: string } & PriceAmounts) =>
      `The list price of ${sku} changed: ${priceStep(price)}.`,
  },
  'prices.changed': {
    to: { staff: ['admin', 'finance'] },
    email: true,
    page: () => consolePages.products,
    sentence: ({ changed }: { readonly changed: number }) =>
      `The command line changed ${countOf(changed)}.`,
  },
  'price_floor.set': {
    to: pricing,
    email: false,
    page: () => consolePages.priceFloors,
    sentence: ({ region, before, after }: FloorStep) =>
      `The price floor of ${floorName(region)} changed: ${before} to ${after}.`,
  },
  'tiers.set': {
    to: pricing,
    email: false,
    page: () => consolePages.tiers,
    sentence: ({ currency, after }: { readonly currency: string; readonly after: string }) =>
      `The tiers in ${currency} changed: ${after}.`,
  },
  'product.status_changed': {
    to: { staff: ['admin', 'finance', 'stock', 'support'] },
    email: false,
    page: ({ sku }: { readonly sku: string }) => consolePages.product(sku),
    sentence: ({ sku, status }: { readonly sku: string; readonly status: ProductState }) =>
      `${sku} ${productStates[status]}.`,
  },
  'price_list.changed': {
    to: pricing,
    email: false,
    page: ({ priceListId }: { readonly priceListId: string }) =>
      consolePages.priceList(formatId('pls', priceListId)),
    sentence: ({ name }: { readonly name: string }) => `The price list “${name}” was changed.`,
  },
  'partner.price_set': {
    to: pricing,
    email: false,
    page: ({ partnerId }: { readonly partnerId: string }) =>
      consolePages.partner(formatId('prt', partnerId)),
    sentence: ({ business, sku, after, currency }: OwnPrice) =>
      after === null
        ? `${business} has no own price for ${sku} any more.`
        : `${business} now pays ${formatMoney(after, currency)} ${currency} for ${sku}.`,
  },
  'partner.price_list_set': {
    to: pricing,
    email: false,
    page: ({ partnerId }: { readonly partnerId: string }) =>
      consolePages.partner(formatId('prt', partnerId)),
    sentence: ({ business, list }: { readonly business: string; readonly list: string | null }) =>
      list === null
        ? `${business} buys at the list prices again.`
        : `${business} now buys at the price list “${list}”.`,
  },
  'price_change.scheduled': {
    to: pricing,
    email: true,
    page: change,
    sentence: ({ name, prices, takesEffectAt }: Scheduled) =>
      `${name ?? 'The command line'} scheduled a change of ${countOf(prices)} for ${minuteOf(takesEffectAt)}.`,
    more: () => 'Until then, any admin or finance colleague can cancel it in the console.',
  },
  'price_change.applied': {
    to: pricing,
    email: false,
    page: change,
    sentence: ({ changed, unseen }: Applied) =>
      `A price change set ${countOf(changed)}${unseenOf(unseen)}.`,
  },
  'price_change.incomplete': {
    to: pricing,
    email: true,
    page: change,
    sentence: ({ changed, leftOut, unseen }: Applied) =>
      `A price change set ${countOf(changed)}${unseenOf(unseen)} and left out ${leftOut}, because they are below the floor now or were set again since.`,
    more: () => 'Look at the prices that were left out, and set them again.',
  },
  'price_change.cancelled': {
    to: pricing,
    email: false,
    page: change,
    sentence: ({ takesEffectAt }: { readonly takesEffectAt: Date | null }) =>
      takesEffectAt === null
        ? 'A price change was cancelled. No price changed.'
        : `The price change of ${minuteOf(takesEffectAt)} was cancelled. No price changed.`,
  },
  'price_change.author_left': {
    to: pricing,
    email: true,
    page: change,
    sentence: ({ name, takesEffectAt }: Left) =>
      `The price change that ${name} scheduled for ${minuteOf(takesEffectAt)} was cancelled, because ${name} was disabled or has another role now.`,
    more: () => 'No price changed. Make the change again if it is still wanted.',
  },
} as const satisfies Record<string, Kind>;

export function priceStep({ before, after, currency }: PriceAmounts): string {
  const from = before === null ? 'none' : formatMoney(before, currency);
  return `${from} to ${formatMoney(after, currency)} ${currency}`;
}

function unseenOf(unseen: number): string {
  return unseen === 0 ? '' : `, ${unseen} of them over a price that its author had not seen`;
}

function countOf(prices: number): string {
  return prices === 1 ? '1 price' : `${prices} prices`;
}
