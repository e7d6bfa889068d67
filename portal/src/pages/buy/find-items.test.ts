/** Guards: a search for a region finds its products only, and never another region's with the same currency. */
import type { Inventory } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { findItems } from './find-items.ts';

const item = (region: string, denomination: number, face_currency: string) => ({
  ...{ sku: `PSN-${region}-${denomination}`, region, denomination, face_currency },
  ...{ status: 'active', in_stock: true },
});
const STOCK = {
  data: [
    item('US', 50, 'USD'),
    item('US', 500, 'USD'),
    item('US', 20, 'USD'),
    item('AE', 50, 'USD'),
    item('DE', 50, 'EUR'),
    item('GB', 20, 'GBP'),
  ],
  regions: [
    { region: 'US', name: 'United States' },
    { region: 'AE', name: 'United Arab Emirates' },
    { region: 'DE', name: 'Germany' },
    { region: 'GB', name: 'United Kingdom' },
  ],
} as unknown as Inventory;

test.each([
  ['us 50', ['PSN-US-50', 'PSN-US-500']],
  ['US', ['PSN-US-50', 'PSN-US-500', 'PSN-US-20']],
  ['usd 50', ['PSN-US-50', 'PSN-US-500', 'PSN-AE-50']],
  ['psn-de', ['PSN-DE-50']],
  ['germ', ['PSN-DE-50']],
  ['united 20', ['PSN-US-20', 'PSN-GB-20']],
  ['uk', ['PSN-GB-20']],
  ['us de', []],
  ['us 51', []],
])('%s', (search, skus) => {
  const found = findItems(STOCK, { view: 'stock', search, bought: [], favourites: [] });
  expect(found.flatMap(({ items }) => items.map(({ sku }) => sku))).toEqual(skus);
});
