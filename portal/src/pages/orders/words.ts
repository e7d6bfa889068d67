import type { MaskedCode, Order } from '@psnb2b/contract';
import { groupDigits, orderFailures, orderStatuses, productOf } from '@psnb2b/ui';

/** The texts of the list of orders, and of every page that names an order's state. */
export const words = {
  title: 'Orders',
  order: 'Order',
  product: 'Product',
  quantity: 'Codes',
  total: 'Total',
  status: 'State',
  statuses: orderStatuses,
  created: 'Ordered',
  sku: 'Products, as PSN-US-50',
  region: 'Region',
  when: 'Which day',
  whens: { ordered: 'Day of the order', delivered: 'Day of delivery' },
  from: 'From',
  to: 'To',
  export: 'Export as CSV',
  exportHint: 'All orders that match the filters. No codes are in this file.',
  search: 'Id, or part of your reference',
  boughtBy: 'Bought by',
  key: (hint: string) => `Key ${hint}`,
  views: 'Views of the orders',
  all: 'All',
  none: 'No orders yet',
  noneHint: 'Choose codes under Buy, or send your first order by API: a test key needs no money.',
  productOf,
  waitsFor: {
    invoice: 'Waits for your deposit',
    hold: 'Waits for your confirmation',
    approval: 'Waits for our approval',
    codes: 'Waits for codes to come in',
  },
  until: 'until',
};

/** What a pending order waits for. */
export function waitsFor({ payment, expires_at }: Order): string {
  if (payment === 'invoice' || payment === 'hold') return words.waitsFor[payment];
  return expires_at === null ? words.waitsFor.approval : words.waitsFor.codes;
}

/** Whether a pending order waits for something that its buyer does: a deposit or a confirmation. */
export function waitsForBuyer({ payment }: Pick<Order, 'payment'>): boolean {
  return payment !== 'balance';
}

/** The texts of the page of one order. */
export const orderWords = {
  facts: 'Details',
  id: 'Order id',
  purchase: 'Purchase',
  openPurchase: 'With its other orders',
  reference: 'Your reference',
  unitPrice: 'Price of one code',
  listPrice: 'List price',
  tier: 'Tier when ordered',
  noTier: 'None',
  payment: 'Payment',
  payments: { balance: 'From the balance', invoice: 'By invoice', hold: 'A hold that you confirm' },
  requested: 'Codes ordered',
  refunded: 'Came back to you',
  claimable: 'Claims possible until',
  timeline: 'History',
  ordered: 'Ordered',
  paid: 'Paid',
  delivered: 'Delivered',
  failed: orderFailures,
  nothingTaken: 'Nothing was delivered, and what was reserved is yours again.',
  codes: 'Codes',
  codesLead: 'Hidden until somebody reads them. Each reading is recorded, whether here or by API.',
  noCodes: 'Codes appear here once the order is delivered.',
  confirm: 'Confirm',
  confirmSays:
    'The order is paid from the money that it reserves, and its codes are yours at once.',
  again: 'Order again',
  cancel: 'Cancel order',
  cancelSays:
    'The order ends as failed. What it reserves is released at once: codes, price and money.',
};

const codes = (count: number) => (count === 1 ? '1 code' : `${groupDigits(count)} codes`);

/** The texts of the codes of an order. */
export const codeWords = {
  codes: 'Codes',
  code: 'Code',
  id: 'Code id',
  hidden: 'Hidden code',
  serial: 'Serial',
  sealed: 'Sealed for your key: only its private part opens it.',
  sealedText: 'sealed code',
  neverShown: 'Never read, and not yours any more',
  notYours: 'Not yours any more',
  replacement: 'replaces the code above',
  state: 'State',
  statuses: {
    delivered: 'Delivered',
    replaced: 'Replaced',
    refunded: 'Refunded',
    returned: 'Returned',
  } satisfies Record<MaskedCode['status'], string>,
  read: 'Read',
  unread: 'Not read',
  claimed: 'Claimed',
  recalled: 'Recalled',
  returnUntil: 'Can be returned until',
  claimUntil: 'Claim until',
  tick: (number: number) => `Choose code ${groupDigits(number)}`,
  tickPage: 'Choose all shown',
  ticked: (count: number) => `${codes(count)} chosen`,
  tickUnread: (count: number) => `Choose ${groupDigits(count)} to return`,
  numbered: (number: number) => `Code ${groupDigits(number)}:`,
  range: (from: string, to: string, all: string) => `${from}–${to} of ${all}`,
  previous: 'Previous page',
  next: 'Next page',
  tooMany: (max: number) => `At most ${groupDigits(max)} codes at once.`,
  revealShort: 'Reveal',
  revealOne: (number: number) => `Reveal code ${groupDigits(number)}`,
  reveal: (count: number) => `Reveal ${codes(count)}`,
  revealSays:
    'Reading is recorded with your name, address and time. A code that was read can no longer be returned; the others can.',
  hiddenSoon: 'Codes are hidden again after two minutes, and when you leave this tab.',
  hide: 'Hide',
  copyAll: (count: number) => `Copy ${codes(count)}`,
  copied: (count: number) =>
    `${codes(count)} copied. Clear your clipboard when you have stored ${count === 1 ? 'it' : 'them'}.`,
  file: 'CSV of all codes',
  fileOf: (count: number) => `CSV of ${codes(count)}`,
  fileSubmit: 'Read and download',
  fileSays:
    'The file contains the codes, so downloading it is reading them: it is recorded with your name, address and time, and none of them can be returned afterwards. Store the file as you would store cash.',
  return: (count: number) => `Return ${codes(count)}`,
  returnSays: 'Nobody has read them. They are for sale again at once, and your balance gets back',
  returned: (count: number) => `${codes(count)} returned. The money is in your balance.`,
  notReturnable: (numbers: readonly number[]) =>
    `${numbers.length === 1 ? 'Code' : 'Codes'} ${numbers.slice(0, 5).join(', ')}${numbers.length > 5 ? ' and others' : ''} cannot be returned: read, claimed or returned before, or the time is over.`,
  claim: (count: number) => `Claim ${codes(count)}`,
  claimSome: 'File a claim',
};

/** The texts of the page that finds a code. */
export const findWords = {
  open: 'Find a code',
  code: 'Code, or its id',
  hint: 'We store nothing of what you enter. A code that you enter itself counts as read and cannot be returned any more; an id changes nothing.',
  find: 'Find',
  none: 'Enter a code to find its order',
  noneHint:
    'In any case, with or without spaces and hyphens. Only codes of your business are found.',
  found: 'Found',
  order: 'Order',
  product: 'Product',
  delivered: 'Delivered',
  readAt: 'First read here',
  unread: 'Nobody has read it here',
  notReturnable: 'It cannot be returned',
  recalled: 'Recalled',
  claim: 'Latest claim',
  replaces: 'Replaces code',
  replacement: 'Replaced by code',
};

/** The texts of the receipts of an order. */
export const receiptWords = {
  title: 'Who read the codes',
  lead: 'Each reading has a receipt that we signed. Your browser checks it against our published key.',
  reader: 'Reader',
  key: 'Key',
  from: 'from',
  codes: 'Codes',
  at: 'Read',
  none: 'Nobody has read a code of this order.',
  verify: 'Verify',
  genuine: 'This receipt is genuine and unchanged. Codes were read',
  signedBy: 'Signed with key',
  false: 'This receipt is not ours, or was changed.',
  unable: 'Verify it on your computer',
  unableSays:
    'This browser cannot check the signature. Run this command with Node.js: it fetches our published key and checks the receipt.',
  command: 'the command',
};
