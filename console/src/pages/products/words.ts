import type { Product } from '@psnb2b/contract';
import { groupDigits, type Tone } from '@psnb2b/ui';

export const words = {
  lead: 'What partners pay before their tier, and what the codes for sale cost us.',
  search: 'SKU or region',
  product: 'Product',
  region: 'Region',
  status: 'State',
  statuses: { active: 'Active', paused: 'Paused', retired: 'Retired' } satisfies Record<
    Product['status'],
    string
  >,
  price: 'List price',
  prices: 'Prices',
  priced: { set: 'With a price', missing: 'Without a price' },
  cost: 'Cost',
  costUnknown: (codes: number) =>
    codes === 1 ? 'Cost of 1 code unknown' : `Cost of ${groupDigits(codes)} codes unknown`,
  margin: 'Margin',
  marginLead: 'Margin: the share of the list price above the highest cost of a code for sale.',
  available: 'For sale',
  none: 'There is no product',
  noneHint: 'The catalogue is read when the server starts.',
  currency: 'Currency',
  since: 'Since',
  change: 'Change',
  changeOf: (currency: string) => `Change the price in ${currency}`,
  add: 'Set a price in another currency',
  facts: 'Product',
  sku: 'SKU',
  record: 'Audit',
  recordSee: 'See who set prices',
  own: 'Prices of single businesses',
  ownLead: 'They stay when the list price changes.',
  ownNone: 'Every business pays the list price less its tier',
  partner: 'Business',
  unitPrice: 'Pays',
  newPrice: 'New list price',
  plan: 'See what changes',
  back: 'Back',
  confirm: 'Set this price',
  fromTo: 'List price',
  by: 'Change',
  ownStay: 'Own prices that stay',
  orders: 'Orders from now on pay it; orders that wait keep the price they were placed at.',
  needsTwo:
    'It may be below what codes cost us, so a second admin has to approve it. Until then the price stays.',
  waiting: 'A new price waits for a second admin',
  waitingSee: 'See proposals',
  done: 'The list price is set.',
};

export const productTones: Readonly<Record<Product['status'], Tone>> = {
  active: 'good',
  paused: 'wait',
  retired: 'neutral',
};
