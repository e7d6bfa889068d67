import { groupDigits } from '@psnb2b/ui';
import { some } from '../../some.ts';

const productsOf = (count: number) => some(count, 'product');

/** The texts of the stock page, and of the stock of a product. */
export const words = {
  title: 'Stock',
  lead: 'Codes for sale of each product, and how long they last at the pace of the last 14 days.',
  search: 'Product or region',
  product: 'Product',
  available: 'For sale',
  cover: 'Lasts',
  coverDays: (days: number) => (days === 1 ? '1 day' : `${groupDigits(days)} days`),
  noSales: 'no sales',
  pace: (sold: number, days: number) =>
    `${groupDigits(sold)} sold on ${days === 1 ? '1 day' : `${groupDigits(days)} days`} in stock`,
  notCounted: '—',
  cost: 'Cost',
  unknownCost: (codes: number) => `${groupDigits(codes)} without a known cost`,
  oldest: 'Oldest lot',
  expiry: 'First expiry',
  expiring: 'Expire within 30 days',
  expires: 'First expiry',
  soon: (codes: number) => `${groupDigits(codes)} within 30 days`,
  region: 'Region',
  threshold: 'Low from',
  thresholdNone: 'no threshold',
  low: 'Low',
  level: 'Products',
  levels: {
    low: 'Low',
    out: 'Sold out',
    expiring: 'Expires soon',
    unwatched: 'Without a threshold',
    all: 'Every product',
  },
  none: 'No stock yet',
  noneHint: 'A product appears here when codes of it were imported, or when it has a threshold.',
  import: 'Import a file',
  change: 'Set threshold',
  changeOf: (sku: string) => `Threshold of ${sku}`,
  codes: 'Codes',
  codesHint:
    'Admins and stock keepers are notified once when stock falls to this number. Leave it empty to notify nobody.',
  /** What a threshold means for the stock of now. */
  reached: (available: number) =>
    `Low at once: ${groupDigits(available)} ${available === 1 ? 'code is' : 'codes are'} for sale.`,
  reachedIn: (days: number) =>
    days < 1
      ? 'At the pace of the last 14 days it is reached within a day.'
      : `At the pace of the last 14 days it is reached in about ${groupDigits(days)} ${days === 1 ? 'day' : 'days'}.`,
  reachedNever: 'Nothing was sold in the last 14 days, so it is not reached at this pace.',
  changed: 'The threshold is set.',
  lots: 'Lots',
};

/** The texts about thresholds of many products. */
export const manyWords = {
  open: 'Set threshold',
  title: 'Thresholds of a region',
  titleOf: (count: number) => `Threshold of ${productsOf(count)}`,
  region: 'Region',
  regionHint: 'Every product of it that was ever in stock or has a threshold, and is not retired.',
  way: 'Low from',
  ways: { codes: 'Codes', days: 'Days of sales', none: 'None' },
  codes: 'Codes',
  codesHint: 'The same number for each of them.',
  days: 'Days',
  daysHint: 'As many codes as each of them sells in so many days at the pace of the last 14.',
  noneHint: 'Nobody is warned of these products any more.',
  plan: 'See what changes',
  back: 'Back',
  submit: (count: number) =>
    `Set ${count === 1 ? '1 threshold' : `${groupDigits(count)} thresholds`}`,
  effect: (changed: number, same: number) =>
    changed === 0
      ? `No threshold changes; ${some(same, 'product already has', 'products already have')} this one.`
      : `The threshold of ${productsOf(changed)} changes${same === 0 ? '' : `; ${some(same, 'already has', 'already have')} this one`}.`,
  lows: (now: number, then: number) =>
    `Low now: ${groupDigits(now)} of them. Low with these thresholds: ${groupDigits(then)}; nobody gets a notification of those that are low at once.`,
  withoutPace: (count: number) =>
    `${some(count, 'product stays', 'products stay')} as before: nothing was sold in the last 14 days.`,
  steps: 'What changes',
  product: 'Product',
  change: 'Low from',
  available: 'For sale',
  low: 'Low',
  nobody: 'none',
  done: (count: number) => `${some(count, 'threshold is', 'thresholds are')} set.`,
};
