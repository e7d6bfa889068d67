/**
 * Guards: the stock and prices that a partner reads are at most a second old on any node and are the partner's own, and
 * changes can be followed by cursor without missing one.
 */
import type { Inventory, InventoryChanges, InventoryItem } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi, openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ nodes: 2 });
});
afterAll(() => shop[Symbol.asyncDispose]());

function inventory(key: string, query = '', node = shop.url) {
  return callApi<Inventory>(node, 'GET', `/inventory${query}`, { key });
}

async function product(key: string, sku: string, node = shop.url) {
  return (await inventory(key, '', node)).body.data.find((each) => each.sku === sku);
}

/** Expects that every node shows it in a reply to a request that began at most a second from now. */
async function shownWithinASecond(
  key: string,
  sku: string,
  isRight: (item: InventoryItem) => boolean,
): Promise<void> {
  const changedAt = performance.now();
  for (const { url } of shop.nodes) {
    for (;;) {
      const began = performance.now();
      const item = await product(key, sku, url);
      if (item && isRight(item)) break;
      expect(began - changedAt).toBeLessThan(1_000);
    }
  }
}

test('stock, price and status are up to date everywhere within a second', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '500.00' });
  await shownWithinASecond(key, 'PSN-US-50', (item) => item.available === 0 && !item.in_stock);
  await shop.stock({ codes: 7 });
  await shownWithinASecond(key, 'PSN-US-50', (item) => item.available === 7 && item.in_stock);
  const body = { region: 'US', denomination: 50, quantity: 3 };
  await shop.call('POST', '/orders', { key, body });
  await shownWithinASecond(key, 'PSN-US-50', (item) => item.available === 4);
  await shop.productStatus('PSN-US-50', 'paused');
  await shownWithinASecond(key, 'PSN-US-50', (item) => item.status === 'paused');
  await shop.productStatus('PSN-US-50', 'active');
  await shop.ownPrice(partnerId, 'US,50,USD,45.00');
  await shownWithinASecond(key, 'PSN-US-50', (item) => item.unit_price === '45.00');
  const { key: other } = await shop.buyer();
  expect(await product(other, 'PSN-US-50')).toMatchObject({ unit_price: '47.00' });
});

test('a product without a price in the currency of the partner is not listed', async () => {
  const { key: dollars } = await shop.buyer();
  const { body } = await inventory(dollars);
  expect(body.data.map((each) => each.sku).sort()).toEqual([
    'PSN-GB-50',
    'PSN-JP-1100',
    'PSN-US-10',
    'PSN-US-100',
    'PSN-US-20',
    'PSN-US-50',
  ]);
  expect(body.regions).toMatchObject([
    { region: 'GB', currency: 'GBP', products: 1 },
    { region: 'JP', currency: 'JPY', products: 1 },
    { region: 'US', currency: 'USD', products: 4 },
  ]);
  await shop.prices('region,denomination,currency,list_price\nJP,1100,KWD,2.125\nGB,50,JPY,9100\n');
  for (const [currency, sku, price] of [
    ['KWD', 'PSN-JP-1100', '2.125'],
    ['JPY', 'PSN-GB-50', '9100'],
  ]) {
    const partnerId = await shop.partner({ currency: currency ?? '' });
    const { text: key } = await shop.key(partnerId);
    await shownWithinASecond(key, sku ?? '', (item) => item.unit_price === price);
    const listed = (await inventory(key)).body;
    expect(listed.currency).toBe(currency);
    expect(listed.data.map((each) => each.sku)).toEqual([sku]);
  }
});

test('an unchanged inventory costs no body, a changed one does', async () => {
  const { key } = await shop.buyer({ balance: '500.00' });
  await shop.stock({ denomination: 20, codes: 9 });
  await shownWithinASecond(key, 'PSN-US-20', (item) => item.available === 9);
  const first = await inventory(key);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\//);
  const conditional = (node: string) =>
    callApi(node, 'GET', '/inventory', { key, headers: { 'if-none-match': etag } });
  for (const { url } of shop.nodes) {
    const same = await conditional(url);
    expect([same.status, same.text]).toEqual([304, '']);
  }
  await shop.call('POST', '/orders', {
    key,
    body: { region: 'US', denomination: 20, quantity: 1 },
  });
  await shownWithinASecond(key, 'PSN-US-20', (item) => item.available === 8);
  expect((await conditional(shop.url)).status).toBe(200);
});

test('the changes since a cursor are all changes, on either node', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '500.00' });
  await shop.stock({ region: 'GB', codes: 5 });
  await shownWithinASecond(key, 'PSN-GB-50', (item) => item.available === 5);
  const since = (await inventory(key)).body.cursor;
  await shop.call('POST', '/orders', {
    key,
    body: { region: 'GB', denomination: 50, quantity: 2 },
  });
  await shop.ownPrice(partnerId, 'US,100,USD,90.00');
  await shownWithinASecond(key, 'PSN-GB-50', (item) => item.available === 3);
  await shownWithinASecond(key, 'PSN-US-100', (item) => item.unit_price === '90.00');
  for (const { url } of shop.nodes) {
    const changes = await callApi<InventoryChanges>(
      url,
      'GET',
      `/inventory/changes?since=${encodeURIComponent(since)}`,
      { key },
    );
    const changed = new Map(changes.body.data.map((each) => [each.sku, each]));
    expect(changed.get('PSN-GB-50')?.available).toBe(3);
    expect(changed.get('PSN-US-100')?.unit_price).toBe('90.00');
    expect(changed.has('PSN-JP-1100')).toBe(false);
    const then = await callApi<InventoryChanges>(
      url,
      'GET',
      `/inventory/changes?since=${encodeURIComponent(changes.body.cursor)}`,
      { key },
    );
    expect(then.body.data.map((each) => each.sku)).not.toContain('PSN-US-10');
  }
});

test('a client that only follows changes ends with the same picture as one that reads everything', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '2000.00' });
  await shop.stock({ denomination: 10, codes: 30 });
  const start = await inventory(key);
  const picture = new Map(start.body.data.map((each) => [each.sku, each]));
  let { cursor } = start.body;
  const follow = async (url: string) => {
    const path = `/inventory/changes?since=${encodeURIComponent(cursor)}`;
    const { status, body } = await callApi<InventoryChanges>(url, 'GET', path, { key });
    expect(status).toBe(200);
    for (const each of body.data) picture.set(each.sku, each);
    ({ cursor } = body);
  };
  const urls = shop.nodes.map((node) => node.url);
  for (let round = 0; round < 12; round += 1) {
    const body = { region: 'US', denomination: 10, quantity: 1 + (round % 3) };
    const orders = urls.map((url) => callApi(url, 'POST', '/orders', { key, body }));
    await follow(urls[round % 2] ?? shop.url);
    await Promise.all(orders);
    if (round % 4 === 0) await shop.ownPrice(partnerId, `GB,50,USD,${50 + round}.00`);
  }
  const available = await shop.available('PSN-US-10');
  await shownWithinASecond(key, 'PSN-US-10', (item) => item.available === available);
  await follow(shop.url);
  const whole = new Map((await inventory(key)).body.data.map((each) => [each.sku, each]));
  expect(picture).toEqual(whole);
});
