import { groupDigits, moneyText } from '@psnb2b/ui';

/** The texts about prices that were set. */
export const words = {
  lead: 'Every price that was set: who, when, from what to what, and why.',
  list: 'History of prices',
  sku: 'SKU',
  currency: 'Currency',
  of: 'Whose price',
  whose: { list: 'List prices', partners: 'Own prices of partners', price_lists: 'Price lists' },
  product: 'Product',
  change: 'From → to',
  by: 'Set by',
  at: 'Set',
  why: 'Reason',
  partner: 'Own price of',
  fixed: 'Fixed in',
  none: 'No price was set yet',
  noneHint: 'Every price that is set from now on appears here.',
  title: 'History',
  all: 'See all and download',
  chart: (currency: string) => `List price in ${currency}`,
  chartSays: (low: string, high: string, currency: string) =>
    `Between ${groupDigits(low)} and ${moneyText(high, currency)} in the prices below.`,
};
