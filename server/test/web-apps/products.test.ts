/**
 * Guards: staff see every product with its prices, stock and cost; a list price is planned before it is set, is set
 * only if the plan is current, and applies to the next order; and nobody sells stock below cost alone.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planListPrice } from '../../src/acts/index.ts';
import { required } from '../../src/kit/assert.ts';
import { costCeilings } from '../../src/stock/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  type Shop,
  staffOf,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let ann: Visitor;
let bob: Visitor;
let fay: Visitor;
let reader: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock });
  [ann, bob, fay, reader] = await staffOf(shop, 'admin', 'admin', 'finance', 'read_only');
  // Somebody can buy, so that a first price needs two people.
  await shop.partner();
  const rows = ['AAAA-BBBB-0001,45.00', 'AAAA-BBBB-0002,45.50'].map((row) => `US,50,${row}\n`);
  await shop.importFile(`region,denomination,code,cost\n${rows.join('')}`);
});
afterAll(() => shop[Symbol.asyncDispose]());

interface Listed {
  readonly data: readonly { id: string }[];
  readonly next_cursor: string | null;
}
const SKU = 'PSN-US-50';
const set = (by: Visitor, list_price: string, before: string | null, currency = 'USD') =>
  bodyOf(
    clock,
    by.post<Record<string, unknown>>(`/products/${SKU}/price`, { currency, list_price, before }),
  );
const plan = async (list_price: string, currency = 'USD') =>
  (await fay.get(`/products/${SKU}/price-plan?currency=${currency}&list_price=${list_price}`)).body;
const file = async () =>
  (await reader.get<{ prices: object[]; waiting: object[] }>(`/products/${SKU}`)).body;

test('every product is listed, page by page, with its stock and cost', async () => {
  const { body: first } = await reader.get<Listed>('/products?limit=100');
  const ids = new Set(first.data.map(({ id }) => id));
  let cursor: string | null = first.next_cursor;
  while (cursor !== null) {
    const { body }: { body: Listed } = await reader.get<Listed>(
      `/products?limit=100&cursor=${cursor}`,
    );
    for (const { id } of body.data) {
      expect(ids.has(id)).toBe(false);
      ids.add(id);
    }
    cursor = body.next_cursor;
  }
  expect(ids.size).toBe(shop.app.catalog.current.products.length);
  const { body: found } = await reader.get<{ data: object[] }>(
    '/products?q=us-50&price=set&status=active',
  );
  expect(found.data).toMatchObject([
    {
      ...{ id: SKU, region: 'US', denomination: 50, available: 2, cost_unknown: 0 },
      prices: [
        {
          currency: 'USD',
          list_price: '47.00',
          cost_low: '45.00',
          cost_high: '45.50',
          margin_bps: 319,
        },
      ],
    },
  ]);
  expect(
    (await reader.get<{ data: object[] }>('/products?region=US&price=missing')).body.data,
  ).not.toContainEqual(expect.objectContaining({ id: SKU }));
});

test('one person sets a price above cost from a current plan; staff are notified and it is audited', async () => {
  expect(await plan('46.00')).toMatchObject({
    ...{ before: '47.00', after: '46.00', change_bps: -213, margin_bps: 108, needs_two: false },
  });
  expect(await set(fay, '46.00', '47.00')).toMatchObject({ object: 'product' });
  expect((await file()).prices).toMatchObject([{ list_price: '46.00' }]);
  expect(
    await codeOf(
      fay.post(`/products/${SKU}/price`, { currency: 'USD', list_price: '46.20', before: '47.00' }),
    ),
  ).toBe('invalid_state');
  expect(
    await codeOf(
      reader.post(`/products/${SKU}/price`, {
        currency: 'USD',
        list_price: '1.00',
        before: '46.00',
      }),
    ),
  ).toBe('role_missing');
  expect(await codeOf(fay.get('/products/PSN-US-51'))).toBe('not_found');
  const acts = await shop.rows(
    `SELECT action, subject FROM audit.entries WHERE action = 'price.changed' AND actor LIKE 'staff:%'`,
  );
  expect(acts).toEqual([{ action: 'price.changed', subject: SKU }]);
  const { body: news } = await ann.get<{ data: { text: string; path: string }[] }>(
    '/notifications',
  );
  expect(news.data).toContainEqual(
    expect.objectContaining({
      text: `The list price of ${SKU} changed: 47.00 to 46.00 USD.`,
      path: `/prices/${SKU}`,
    }),
  );
});

test('a price below cost waits for a second admin, who can approve it only while the plan is current', async () => {
  expect(await plan('45.49')).toMatchObject({ needs_two: true, margin_bps: -3 });
  const proposal = await set(ann, '45.49', '46.00');
  expect(proposal).toMatchObject({
    object: 'proposal',
    kind: 'list_price',
    before: '46.00',
    after: '45.49',
  });
  expect((await file()).prices).toMatchObject([{ list_price: '46.00' }]);
  expect((await file()).waiting).toMatchObject([{ id: proposal.id }]);
  expect(await codeOf(ann.post(`/proposals/${proposal.id}/approve`))).toBe('invalid_state');
  await bodyOf(clock, bob.post(`/proposals/${proposal.id}/approve`));
  expect((await file()).prices).toMatchObject([{ list_price: '45.49' }]);
  const next = await set(ann, '40.00', '45.49');
  await set(fay, '47.00', '45.49');
  const stale = bob.post(`/proposals/${next.id}/approve`);
  expect(await codeOf(stale)).toBe('invalid_state');
  expect((await file()).prices).toMatchObject([{ list_price: '47.00' }]);
  expect(await shop.verify()).toEqual([]);
});

test('an amount has the decimals of its currency, and is more than zero', async () => {
  expect(await codeOf(fay.get(`/products/${SKU}/price-plan?currency=JPY&list_price=46.5`))).toBe(
    'validation_failed',
  );
  expect(await codeOf(fay.get(`/products/${SKU}/price-plan?currency=USD&list_price=0.00`))).toBe(
    'validation_failed',
  );
  expect(await plan('41.00', 'EUR')).toMatchObject({
    before: null,
    needs_two: true,
    margin_bps: null,
  });
});

test('one cheap code, imported when nothing was for sale, does not let one person lower the price alone', async () => {
  const { key } = await shop.buyer({ balance: '500.00' });
  const body = { region: 'US', denomination: 50, quantity: 2 };
  expect((await shop.call('POST', '/orders', { key, body })).status).toBe(201);
  await shop.importFile('region,denomination,code,cost\nUS,50,AAAA-BBBB-0003,0.10\n');
  expect(await plan('0.20')).toMatchObject({ needs_two: true });
  expect(await plan('45.50')).toMatchObject({ needs_two: false });
  const { database } = shop.app;
  const step = { sku: SKU, currency: 'USD', after: 20 };
  const late = new Date(clock.now().getTime() + 91 * 86_400_000);
  expect(await planListPrice(database.reads, step, late)).toMatchObject({ takesTwo: false });
  const { productId } = required(shop.app.catalog.current.productBySku(SKU), 'it is listed');
  const since = new Date(clock.now().getTime() - 86_400_000);
  expect(await costCeilings(database.reads, [productId], since)).toEqual(
    new Map([[productId, { currency: 'USD', high: 4550 }]]),
  );
});
