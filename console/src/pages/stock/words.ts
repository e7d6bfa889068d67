import { groupDigits } from '@psnb2b/ui';

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
