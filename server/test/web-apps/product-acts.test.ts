/**
 * Guards: staff pause, retire and add what is sold: a paused product is refused within a second and stays listed, and a new one is sold
 * from its first list price on, and not before.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  runHere,
  type Shop,
  staff,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let keeper: Visitor;
let reader: Visitor;
let key: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  keeper = (await staff(shop, 'stock')).visitor;
  reader = (await staff(shop, 'read_only')).visitor;
  await shop.stock({ codes: 5 });
  ({ key } = await shop.buyer({ balance: '500.00' }));
});
afterAll(() => shop[Symbol.asyncDispose]());

const order = (denomination: number, region = 'US') =>
  shop.call('POST', '/orders', { key, body: { region, denomination, quantity: 1 } });
const setStatus = (status: string) =>
  bodyOf<{ status: string }>(clock, keeper.post('/products/PSN-US-50/status', { status }));

test('a paused product is refused and stays listed, until it is sold again', async () => {
  expect(await setStatus('paused')).toMatchObject({ status: 'paused' });
  expect((await order(50)).body).toMatchObject({
    code: 'product_paused',
    product_status: 'paused',
  });
  await shop.settle();
  const { body } = await shop.call('GET', '/inventory/PSN-US-50', { key });
  expect(body).toMatchObject({ status: 'paused', available: 0 });
  await setStatus('retired');
  expect((await order(50)).body).toMatchObject({ product_status: 'retired' });
  await setStatus('active');
  expect((await order(50)).status).toBe(201);
  expect(await codeOf(reader.post('/products/PSN-US-50/status', { status: 'paused' }))).toBe(
    'role_missing',
  );
  expect(await codeOf(keeper.post('/products/PSN-US-51/status', { status: 'paused' }))).toBe(
    'not_found',
  );
  const acts = await shop.rows(
    `SELECT detail FROM audit.entries WHERE action = 'product.status_changed' ORDER BY entry_id`,
  );
  expect(acts).toHaveLength(3);
});

test('a new region and product: known once, stocked at once, sold from the first price on', async () => {
  const region = { region: 'nz', name: 'New Zealand', currency: 'NZD' };
  expect(await bodyOf(clock, keeper.post('/regions', region))).toMatchObject({
    ...{ id: 'NZ', currency: 'NZD', products: 0 },
  });
  expect(await codeOf(keeper.post('/regions', region))).toBe('validation_failed');
  expect(await codeOf(keeper.post('/products', { region: 'XX', denomination: 50 }))).toBe(
    'validation_failed',
  );
  const product = { region: 'NZ', denomination: '50.00' };
  expect(await bodyOf(clock, keeper.post('/products', product))).toMatchObject({
    ...{ id: 'PSN-NZ-50', face_currency: 'NZD', status: 'active', prices: [] },
  });
  expect(await codeOf(keeper.post('/products', product))).toBe('validation_failed');
  await shop.importFile('region,denomination,code,cost\nNZ,50,AAAA-BBBB-0001,25.00\n');
  expect((await order(50, 'NZ')).body.code).toBe('unknown_product');
  await shop.prices('region,denomination,currency,list_price\nNZ,50,USD,30.00\n');
  expect((await order(50, 'NZ')).status).toBe(201);
  expect(await shop.verify()).toEqual([]);
});

test('the command line does the same', async () => {
  const run = (...args: string[]) => runHere(shop, ['products', ...args, '--json']);
  const us = ['--region', 'us', '--denomination', '45'];
  expect((await run('add', ...us)).value).toMatchObject(
    shop.app.catalog.current.productBySku('PSN-US-45')
      ? { code: 'validation_failed' }
      : { sku: 'PSN-US-45' },
  );
  const paused = ['--sku', 'psn-us-20', '--status', 'paused'];
  expect((await run('status', ...paused)).value).toEqual({ sku: 'PSN-US-20', status: 'paused' });
  expect((await run('status', '--sku', 'PSN-US-20', '--status', 'gone')).value).toMatchObject({
    errors: [{ pointer: '/status' }],
  });
  const region = ['--region', 'ZZ', '--name', 'Nowhere', '--currency', 'EUR'];
  expect((await run('add-region', ...region)).value).toMatchObject({ region: 'ZZ' });
});
