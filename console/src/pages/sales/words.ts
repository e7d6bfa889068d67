import { groupDigits, percent } from '@psnb2b/ui';

const codes = (count: number) => (count === 1 ? '1 code' : `${groupDigits(count)} codes`);

export const words = {
  lead: 'Live orders by the days of the shop. What came back counts on the day on which it did.',
  range: 'Days',
  ranges: {
    today: 'Today',
    yesterday: 'Yesterday',
    last_7_days: 'Last 7 days',
    last_30_days: 'Last 30 days',
    month: 'This month',
    last_month: 'Last month',
    own: 'Own days',
  },
  from: 'From',
  to: 'To',
  by: 'Grouped by',
  groupings: {
    day: 'By day',
    region: 'By region',
    product: 'By product',
    partner: 'By business',
    supplier: 'By supplier',
    tier: 'By tier',
  },
  region: 'Region, such as US',
  sku: 'Product, such as PSN-US-50',
  tier: 'Tier',
  currency: 'Currency',
  dayEnd: 'Day end',
  figures: 'Sales',
  days: (days: string, zone: string) => `${days}, days in ${zone.replaceAll('_', ' ')}`,
  until: (time: string) => `until ${time}`,
  net: 'Net sales',
  sold: 'Sold',
  returned: 'Returned',
  refunded: 'Refunded by claims',
  codes: 'Codes',
  cost: 'Cost',
  margin: 'Margin',
  marginShare: 'Margin in percent',
  madeGood: 'Replaced or refunded',
  known: (bps: number) =>
    bps === 10_000
      ? 'The cost of all sales is known'
      : `Of the ${percent(bps)} of sales with known cost`,
  unknown: (count: number, foreign: number) =>
    `${codes(count)} ${count === 1 ? 'is' : 'are'} in no margin: ${
      foreign === 0
        ? 'no cost is known'
        : foreign === count
          ? 'the cost is in another currency'
          : `no cost is known, or it is in another currency (${groupDigits(foreign)})`
    }.`,
  noMargin: 'Your role does not see costs and margins.',
  countingNow:
    'Sales are still being counted, for example after a change of the time zone: these figures will grow.',
  chart: 'Net sales by day',
  chartMonths: 'Net sales by month',
  most: (what: string) => `Most: ${what}`,
  none: 'Nothing was sold in these days',
  noneHint: 'Choose other days, or fewer filters.',
  groups: 'Groups',
  group: {
    day: 'Day',
    region: 'Region',
    product: 'Product',
    partner: 'Business',
    supplier: 'Supplier',
    tier: 'Tier',
  },
  noSupplier: 'No supplier',
  noTier: 'No tier',
  all: 'All',
  leftOut: (count: number) =>
    `${groupDigits(count)} more groups are only in the file: download it as CSV.`,
  agrees: 'These figures agree with the ledger to the cent.',
  differs: (amount: string) =>
    `These figures differ from the ledger by ${amount}. Run verify, and tell whoever runs this server.`,
  agreement: 'Compared with the ledger',
  here: 'Sales here',
  ledger: 'Ledger',
  checked: 'Checked',
  allSales: 'All sales of these days, whatever is filtered.',
  unchecked: (count: number) =>
    `${count === 1 ? 'One day is' : `${groupDigits(count)} days are`} not compared yet: the worker reads the ledger day by day.`,
  dayEndLead:
    'How the money of all businesses moved on a day: opening, every kind of movement, closing.',
  day: 'Day',
  dayBefore: 'The day before',
  dayAfter: 'The day after',
  entry: 'Movement',
  transfers: 'Transfers',
  available: 'Available',
  held: 'On hold',
  total: 'Balance',
  kinds: {
    opening: 'Opening balance',
    closing: 'Closing balance',
    deposit: 'Deposits',
    reversal: 'Deposits reversed',
    adjustment: 'Adjustments',
    order: 'Sales paid from the balance',
    hold: 'Put on hold',
    capture: 'Sales paid from holds',
    release: 'Holds released',
    refund: 'Refunds by claims',
    return: 'Returns',
  } as Readonly<Record<string, string>>,
  nothingMoved: 'No business has a balance yet',
  closes: 'The closing balance agrees with the ledger to the cent.',
  closesNot: (amount: string) =>
    `The closing balance differs from the ledger by ${amount}. Run verify, and tell whoever runs this server.`,
};
