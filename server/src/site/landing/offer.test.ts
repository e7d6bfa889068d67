/** Guards: the public offer has what can be bought at a price and nothing else, in figures that add up. */
import { expect, test } from 'vitest';
import { catalogSnapshot, type ProductStatus } from '../../catalog/index.ts';
import { offerOf } from './offer.ts';
import { amountText, offerSection, savedOn } from './offer-section.ts';

const at = { changed: 0n, changedAt: new Date(0) };
const product = (
  productId: number,
  region: string,
  face: number,
  status: ProductStatus = 'active',
) => ({
  ...at,
  ...{ productId, region, status, sku: `PSN-${region}-${face}`, faceCurrency: 'USD' },
  ...{ denominationMilli: face * 1000, minQuantity: 1, maxQuantity: 500 },
});
const price = (productId: number, amount: number, currency = 'USD') => ({
  ...at,
  ...{ productId, amount, currency },
});
const region = (code: string, name = code) => ({ region: code, name, currency: 'USD' });
const NO_LISTS = {
  ...{ lists: [], listPrices: [], listPartners: [] },
  ...{ floors: [], productFloors: [] },
};
const tier = (name: string, discountBps: number, volume30d: number, currency = 'USD') => ({
  ...{ name, discountBps, volume30d, currency },
});

test('a region is shown by its products that are for sale at a price', () => {
  const catalog = catalogSnapshot({
    regions: [region('US'), region('JP'), region('DE'), region('PL')],
    products: [
      product(1, 'US', 10),
      product(2, 'US', 50),
      product(3, 'US', 100, 'paused'),
      product(4, 'JP', 20),
      product(5, 'DE', 20),
      product(6, 'PL', 20, 'retired'),
    ],
    prices: [price(1, 950), price(2, 4_700), price(3, 9_300), price(5, 1_800, 'EUR'), price(6, 1)],
    partnerPrices: [{ ...price(4, 100), partnerId: 'p' }],
    ...NO_LISTS,
    tiers: [tier('Standard', 0, 0), tier('Gold', 250, 10_000_000)],
  });
  const { lists, products } = offerOf(catalog, new Set([2, 3, 4]));
  expect(products).toBe(3);
  expect(lists).toEqual([
    {
      currency: 'USD',
      tiers: catalog.tiers('USD'),
      regions: [
        {
          ...{ region: 'US', name: 'US', faceCurrency: 'USD', currency: 'USD' },
          ...{ faces: ['10', '50'], inStock: true, stocked: 1 },
          prices: [
            { from: 950, to: 4_700 },
            { from: 926, to: 4_583 },
          ],
        },
      ],
    },
    {
      ...{ currency: 'EUR', tiers: [] },
      regions: [
        {
          ...{ region: 'DE', name: 'DE', faceCurrency: 'USD', currency: 'EUR' },
          ...{ faces: ['20'], inStock: false, stocked: 0, prices: [{ from: 1_800, to: 1_800 }] },
        },
      ],
    },
  ]);
});

test('names that staff wrote are text, whatever is in them', () => {
  const html = offerSection(
    offerOf(
      catalogSnapshot({
        regions: [region('US', '<script>alert(1)</script>'), region('SA', 'السعودية')],
        products: [product(1, 'US', 10), product(2, 'SA', 10)],
        prices: [price(1, 900), price(2, 900)],
        partnerPrices: [],
        ...NO_LISTS,
        tiers: [tier('A"><img src=x>', 0, 0), tier('B', 100, 5)],
      }),
      new Set(),
    ),
  );
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain('<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>');
  expect(html).toContain('data-label="A&quot;&gt;&lt;img src=x&gt;"');
  // An isolated run: the words around it keep their own direction.
  expect(html).toContain('<bdi>السعودية</bdi>');
});

test('a shop without prices says so, and shows no empty table', () => {
  const none = catalogSnapshot({
    ...{ regions: [region('US')], products: [product(1, 'US', 10)] },
    ...{ prices: [], partnerPrices: [], ...NO_LISTS, tiers: [] },
  });
  expect(offerSection(offerOf(none, new Set([1])))).toMatch(/No product has a price(?!.*<table)/s);
});

test.each([
  [0, 'USD', '0.00'],
  [99_999, 'USD', '999.99'],
  [123_456_789, 'USD', '1,234,567.89'],
  [1_234_567, 'JPY', '1,234,567'],
  [1_234_567, 'KWD', '1,234.567'],
])('%i of %s is written %s', (minor, currency, text) => {
  expect(amountText(minor, currency)).toBe(text);
});

test('a saving is what the list price of the same codes had been above what was paid', () => {
  // 97,500.00 at 2.5 % off is 100,000.00 at the list price.
  expect(savedOn(9_750_000, 250)).toBe(250_000);
  expect(savedOn(9_750_000, 0)).toBe(0);
});
