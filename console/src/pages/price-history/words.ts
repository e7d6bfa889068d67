import type { PriceJump } from '@psnb2b/contract/states';
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

/** What a person says of a planned price that looks like a slip; null: it does not. */
export const jumpText = ({ jump }: { readonly jump: PriceJump | null }) => jump && jumpWords[jump];

const jumpWords: Readonly<Record<PriceJump, string>> = {
  price: 'I mean it: ten times the price now or more, or a tenth of it or less',
  face_value: 'I mean it: twice what the card is worth or more, or half of it or less',
  cost: 'I mean it: twice what its codes cost or more, or half of it or less',
  currency: 'I mean it: the number on the card, which is in another currency',
};
