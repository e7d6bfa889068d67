import { consolePages } from '@psnb2b/contract';
import { formatMoney } from '../../kit/money.ts';
import type { Kind } from '../kind.ts';

/** A list price before and after the change, in minor units of its currency. */
export interface PriceAmounts {
  readonly before: number | null;
  readonly after: number;
  readonly currency: string;
}

/** Notifications of staff who manage prices. */
export const priceKinds = {
  'price.changed': {
    to: { staff: ['admin', 'finance'] },
    email: false,
    page: ({ sku }: { readonly sku: string }) => consolePages.product(sku),
    sentence: ({ sku, ...price }: { readonly sku: string } & PriceAmounts) =>
      `The list price of ${sku} changed: ${priceStep(price)}.`,
  },
  'prices.changed': {
    to: { staff: ['admin', 'finance'] },
    email: true,
    page: () => consolePages.products,
    sentence: ({ changed }: { readonly changed: number }) =>
      `The command line changed ${changed === 1 ? '1 price' : `${changed} prices`}.`,
  },
} as const satisfies Record<string, Kind>;

export function priceStep({ before, after, currency }: PriceAmounts): string {
  const from = before === null ? 'none' : formatMoney(before, currency);
  return `${from} to ${formatMoney(after, currency)} ${currency}`;
}
