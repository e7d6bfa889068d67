import type { InventoryItem, LineRefusal, PurchaseLineState, PurchaseRow } from '@psnb2b/contract';
import { purchaseReferenceLengthMax } from '@psnb2b/contract/states';
import { groupDigits, withUnits } from '@psnb2b/ui';
import type { View } from './find-items.ts';
import type { Fault } from './parse-lines.ts';

type Range = Pick<InventoryItem, 'min_quantity' | 'max_quantity'>;

const codes = (count: number) => `${groupDigits(count)} ${count === 1 ? 'code' : 'codes'}`;
const lines = (count: number) => `${groupDigits(count)} ${count === 1 ? 'line' : 'lines'}`;

/** The texts of the page on which people buy. */
export const words = {
  views: {
    stock: 'In stock',
    all: 'All',
    yours: 'Bought lately',
    favourites: 'Favourites',
  } satisfies Record<View, string>,
  view: 'Products',
  star: (name: string) => `Favourite: ${name}`,
  search: 'Search: us 50, germany',
  none: 'No product matches',
  noneHint: 'Change the search, or show all products.',
  noPrices: 'No product has a price for your business yet',
  noPricesHint: 'Ask support for prices in your currency.',
  product: 'Product',
  price: 'Your price',
  list: 'List price',
  stock: 'In stock',
  stockOf: (available: number) => (available > 999 ? '1,000+' : String(available)),
  watch: 'Notify me when it is back',
  watching: 'Watched',
  waits: 'None now',
  paused: 'Paused',
  quantity: 'Quantity',
  quantityOf: (product: string) => `Quantity of ${product}`,
  severalLines: 'On several lines; change them in the purchase.',
  /** At a field of a quantity, in few words. */
  faultOf: (fault: 'quantity' | 'fewest' | 'most', item: Range | undefined) =>
    fault === 'quantity' || !item
      ? 'A whole number, at least 1'
      : `From ${groupDigits(item.min_quantity)} to ${groupDigits(item.max_quantity)}`,
  lineTotal: 'Total',
  panel: 'Your purchase',
  noTier: 'No price tier.',
  tier: (name: string, discount: string) => `${name}: ${discount} off.`,
  toNext: (amount: string, name: string) => `${amount} more in 30 days to ${name}.`,
  toPanel: (count: number) => `Your purchase: ${lines(count)}`,
  nothing: 'Choose a quantity beside a product, or paste a list.',
  tooMany: 'One purchase takes 200 lines at a time; take some out.',
  wrongQuantity: 'A quantity cannot be bought like this; see the line.',
  notApproved:
    'Your business must be approved before it buys live codes. Switch to test to try it.',
  notApprovedYet: 'Your business is not approved yet, so live codes cannot be bought.',
  toSteps: 'See what is missing',
  toTest: 'Buy test codes',
  twice: 'A product is on several lines.',
  combine: 'Combine them',
  remove: (product: string) => `Take ${product} out`,
  was: (price: string) => `Price now; you chose it at ${price}.`,
  accept: (price: string) => `Accept ${price}`,
  risen: (guard: string, price: string) =>
    `The price of one code rose from ${guard} to ${price}, so nothing of this line was bought.`,
  waitForRest: 'Wait for the rest',
  topUp: 'Top up the balance',
  buyThere: (count: number) => `Buy the ${groupDigits(count)} there are`,
  total: 'Total',
  balance: 'Balance',
  short: (amount: string) =>
    `The balance does not cover all lines: ${amount} more is needed. Lines are bought from the top.`,
  needsApproval:
    'Above what you can order without our approval: what exceeds it waits for us, with its codes and its money on hold.',
  payment: 'Payment',
  payments: { balance: 'From the balance', invoice: 'By invoice', hold: 'Hold: confirm later' },
  holdFor: 'Hold for',
  holds: { 900: '15 minutes', 3600: '1 hour', 86400: '1 day', 259200: '3 days' } as Record<
    number,
    string
  >,
  fill: 'If too few are in stock',
  fills: {
    all: 'Refuse the line',
    available: 'Buy what is there',
    wait: 'Wait for the rest, for a day',
  },
  reference: 'Your number for this purchase',
  referenceHint: 'Each order gets it with the number of its line: PO-1042/1.',
  longReference: `Your number has at most ${purchaseReferenceLengthMax} characters.`,
  guard: 'Stop a line if its price has risen',
  guarded: 'You pay the price shown or less.',
  unguarded: 'Lines are bought at the price of the moment, which may be above the one shown.',
  buy: (count: number, total: string) => (count === 0 ? 'Buy' : `Buy ${lines(count)} for ${total}`),
  again: (count: number, total: string) => `Buy the remaining ${lines(count)} for ${total}`,
  asks: {
    invoice:
      'The orders wait for your deposit for 24 hours. Their codes are kept for you until then.',
    hold: 'Codes, price and money are kept for you until you confirm or cancel each order.',
  },
  unknown:
    'We lost the connection. Your purchase is safe: we ask what was bought, and buy nothing twice.',
  ask: 'Ask again',
  mayStillBuy:
    'The last attempt had no answer, and may still buy these lines: for a minute they cannot be changed. You can send them again as they are; nothing is bought twice.',
  sentElsewhere: 'This purchase was also sent from another tab',
  sentElsewhereSays:
    'What was bought is listed first, each with its order. The other lines were not bought: remove what you no longer want.',
  haveSeen: 'Go on with these lines',
  done: (bought: number, left: number) =>
    left === 0 ? `${lines(bought)} bought.` : `${lines(bought)} bought; ${lines(left)} not.`,
  count: codes,
  allCodes: 'One CSV with all codes',
  readAndSave: 'Read and download',
  allCodesSay:
    'The file contains the codes, so downloading it is reading them: each order is recorded as read, with your name, address and time, and ' +
    'its codes cannot be returned afterwards. Store the file as you would store cash.',
  whole: 'Open the purchase',
  another: 'Start another purchase',
  waitsUntil: 'Waits until',
  paste: 'Paste a list',
  pasteLead:
    'One line for each product: region, denomination, quantity. Up to 200 lines, with or without a header.',
  pasteLabel: 'List',
  pasteFile: 'Or open a file',
  empty: 'The list is empty.',
  emptyFile: 'The file has no lines. Choose another, or paste a list.',
  tooManyLines: (count: number) =>
    `The list has ${groupDigits(count)} lines. One purchase takes 200, so none was taken.`,
  counts: (good: number, bad: number) =>
    bad === 0
      ? `${lines(good)}, all good.`
      : `${lines(good)} good, ${groupDigits(bad)} to correct. Correct them above.`,
  add: (count: number) => `Add ${lines(count)}`,
  addGood: (count: number) =>
    count === 0
      ? 'Add only the good lines'
      : count === 1
        ? 'Add only the good line'
        : `Add only the ${groupDigits(count)} good lines`,
  added: (count: number, left: number) =>
    `${lines(count)} added to the purchase. ${left === 0 ? '' : `${left === 1 ? 'The line' : `The ${groupDigits(left)} lines`} to correct stayed in the list.`}`.trim(),
  lineNumber: 'Line',
  written: 'As written',
  reading: 'Read as',
  faults: {
    columns: 'Write region, denomination and quantity.',
    region: 'We do not sell this region.',
    denomination: 'This region has no such denomination.',
    quantity: 'The quantity must be a whole number, at least 1.',
    fewest: 'Too few for one order of this product.',
    most: 'Too many for one order of this product.',
    paused: 'This product is paused.',
  } satisfies Record<Fault, string>,
  productOf: ({ region, denomination }: { region: string; denomination: number | string }) =>
    `${region} ${denomination}`,
};

/** Why a line was refused, with each fault if there are some. `guard` is the most that its buyer accepted for one code. */
export function reasonOf(
  { errors, detail, code, unit_price: price }: LineRefusal,
  guard: string | null,
): string {
  if (code === 'price_changed' && price !== undefined && guard !== null) {
    return words.risen(groupDigits(guard), groupDigits(price));
  }
  return withUnits(errors?.map((each) => each.detail).join(' ') || detail);
}

/** The texts of the list of purchases. */
export const listWords = {
  title: 'Purchases',
  open: 'Your purchases',
  buy: 'Buy',
  search: 'Your number, purchase id or order id',
  from: 'From',
  to: 'To',
  purchase: 'Purchase',
  boughtBy: 'Bought by',
  outcome: 'Lines',
  lines,
  /** Only the outcomes that there are: `12 delivered, 1 refused`. */
  outcomeOf: ({ delivered, waiting, failed, refused, open }: PurchaseRow) =>
    (
      [
        [delivered, 'delivered'],
        [waiting, 'waiting'],
        [failed, 'failed'],
        [refused, 'refused'],
        [open, 'not tried'],
      ] as const
    )
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${groupDigits(count)} ${word}`)
      .join(', '),
  codes: 'Codes',
  total: 'Total',
  created: 'Bought',
  none: 'No purchases yet',
  noneHint: 'What you buy on the page Buy appears here, with its outcome line by line.',
  ofKeys: 'Orders that your programs place by API belong to no purchase; Orders lists them.',
};

/** The texts of the page of one purchase. */
export const purchaseWords = {
  title: 'Purchase',
  titled: (reference: string) => `Purchase ${reference}`,
  lead: (bought: number, all: number) =>
    bought === all
      ? `${lines(all)}, all bought.`
      : `${lines(all)}, of which ${groupDigits(bought)} bought.`,
  inOrders: 'Its orders',
  lines: 'Lines',
  details: 'Details',
  outcome: 'Outcome',
  states: { bought: 'Bought', refused: 'Refused', open: 'Not tried' } satisfies Record<
    PurchaseLineState,
    string
  >,
  delivered: 'Delivered',
  spent: 'Paid for them',
  waiting: 'Still waiting',
  waits: 'Their price',
  refused: 'Refused lines',
  open: 'Lines not tried',
  created: 'Bought',
  reference: 'Your number',
  id: 'Purchase id',
};
