import type { BillingKind, Transaction, TransactionType } from '@psnb2b/contract';
import { monthName } from '@psnb2b/ui';

export const words = {
  title: 'Statement',
  lead: 'What you can spend, and every change of your balance.',
  testLead:
    'Test money, and every change of it. It is not real: test orders spend it, and you set it yourself.',
  now: 'Now',
  sums: (month: string | undefined, isCut: boolean) =>
    isCut ? 'These days' : month === undefined ? 'All time' : monthName(month),
  onAccount: 'Balance',
  credit: 'Credit limit',
  opening: 'Balance before',
  in: 'Came in',
  out: 'Went out',
  closing: (isWhole: boolean) => (isWhole ? 'Balance now' : 'Balance after'),
  utc: 'Months and days are counted in UTC. Money on hold is part of the balance until its order is delivered or ends.',
  when: 'Time',
  what: 'What',
  amount: 'Amount',
  after: 'Balance after',
  search: 'A reference, or an id',
  from: 'From',
  to: 'To',
  month: 'Month',
  type: 'Type',
  types: {
    order: 'Orders',
    deposit: 'Deposits',
    reversal: 'Deposits taken back',
    refund: 'Refunds',
    return: 'Returns',
    adjustment: 'Adjustment',
  } satisfies Record<TransactionType, string>,
  topUp: 'Top up',
  export: 'Export as CSV',
  print: 'Download PDF',
  none: 'No transactions yet',
  noneHint:
    'Deposits, paid orders, refunds and returns appear here as soon as they change your balance.',
  noneTestHint:
    'Test orders, their refunds and returns, and each setting of the test balance appear here.',
  whole: {
    deposit: 'Deposit',
    reversal: 'Deposit taken back',
    adjustment: 'Adjustment by our staff, or test balance set',
  },
  about: {
    order: (what: string) => `Order of ${what}`,
    refund: (what: string) => `Refund of ${what}`,
    return: (what: string) => `Return of ${what}`,
  },
  codes: ({ quantity, sku }: Transaction) =>
    quantity === 1 ? `a code, ${sku}` : `${quantity} codes, ${sku}`,
};

export const documentWords = {
  title: 'Documents',
  number: 'Number',
  search: 'Part of a number',
  kind: 'Kind',
  kinds: { invoice: 'Invoice', credit_note: 'Credit note' } satisfies Record<BillingKind, string>,
  month: 'Month',
  year: 'Year',
  lines: 'Lines',
  due: 'Due on',
  net: 'Net',
  tax: 'Tax',
  total: 'Total',
  corrects: (invoice: string) => `corrects ${invoice}`,
  zip: (year: string) => `All of ${year} as ZIP`,
  fileOf: (form: string, number: string) => `${form} of ${number}`,
  none: 'No documents yet',
  noneHint:
    'A month without delivered orders has no invoice. Your business profile needs a registered name and an address: without them your documents wait.',
  note: 'The PDF has the company data of the day on which it was issued; the CSV lists each order. The totals of a month are the orders, refunds and returns of your statement, in UTC. Everything is paid from your balance. Where it is below zero, what is missing of an invoice is due on its day; a deposit pays the oldest invoice first.',
};
