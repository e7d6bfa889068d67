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
  statusActs: { active: 'Sell it', paused: 'Pause', retired: 'Retire' } satisfies Record<
    Product['status'],
    string
  >,
  statusSays: {
    active: 'Partners can order it from the next second on, at its list prices.',
    paused:
      'New orders are refused until somebody sells it again. Orders and holds that exist are served as before, and partners see the state in the inventory.',
    retired:
      'New orders are refused for good; it stays in the inventory as retired. Orders and holds that exist are served as before. You can sell it again later.',
  } satisfies Record<Product['status'], string>,
  statusDone: {
    active: 'The product is sold.',
    paused: 'The product is paused.',
    retired: 'The product is retired.',
  } satisfies Record<Product['status'], string>,
  addProduct: 'Add a product',
  addRegion: 'Add a region',
  regionHint: 'A region that is not here is added first.',
  regionOf: (name: string, code: string) => `${name} (${code})`,
  regionCode: 'Region',
  regionName: 'Name',
  regionCurrency: 'Currency of its cards',
  denomination: 'Face value',
  productAdded: 'The product is added. Set a list price to sell it.',
  regionAdded: 'The region is added. Add its products now.',
  price: 'List price',
  prices: 'Prices',
  priced: { set: 'With a price', missing: 'Without a price', below_floor: 'Below the floor' },
  belowFloor: 'Below the floor',
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
  addFirst: 'Set a price',
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
  floor: 'Floor',
  scheduled: 'Next scheduled change',
  reason: 'Reason',
  reasonHint: 'Optional; colleagues read it in the history.',
  changePrices: 'Change prices',
  orders: 'Orders from now on pay it; orders that wait keep the price they were placed at.',
  needsTwo:
    'It may be below what codes cost us, so a second admin has to approve it. Until then the price stays.',
  firstTakesTwo:
    'It is the first price, so a second admin has to approve it. Until then nobody can buy.',
  propose: 'Propose this price',
  willBe: 'A new price is scheduled',
  willBeSee: 'See the change',
  waiting: 'A new price waits for a second admin',
  waitingSee: 'See proposals',
  done: 'The list price is set.',
};

export const productTones: Readonly<Record<Product['status'], Tone>> = {
  active: 'good',
  paused: 'wait',
  retired: 'neutral',
};
