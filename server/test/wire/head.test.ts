/**
 * Guards: HEAD gets the status and headers of GET on everything that can be read, counts like it, and has no body; and
 * a HEAD request is not recorded as a reveal.
 */
import { basePath, type Operation, type Order, operations } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let key: string;
let orderId: string;
let pendingId: string;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 10 });
  const { partnerId } = await shop.buyer({ balance: '500.00', invoiceLimit: 100_000 });
  const scopes = ['read', 'orders', 'codes', 'claims', 'webhooks'] as const;
  key = (await shop.key(partnerId, { scopes: [...scopes] })).text;
  const place = async (payment: string) => {
    const body = { region: 'US', denomination: 50, quantity: 1, payment };
    return (await shop.call<Order>('POST', '/orders', { key, body })).body.id;
  };
  orderId = await place('balance');
  pendingId = await place('invoice');
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Headers of the moment or the connection, which may differ between two replies. */
const OF_ONE_REPLY =
  /^(x-request-id|date|x-ratelimit-|ratelimit|retry-after|transfer-encoding|connection|keep-alive)/;
/** Only a reader who opened the codes can know their length. */
const UNKNOWN_TO_HEAD: Readonly<Record<string, string>> = { listOrderCodes: 'content-length' };

async function read(method: string, path: string, headers: Record<string, string> = {}) {
  const sent = { authorization: `Bearer ${key}`, ...headers };
  const response = await fetch(shop.url + path, { method, headers: sent });
  const text = await response.text();
  const compared = [...response.headers].filter(([name]) => !OF_ONE_REPLY.test(name));
  return {
    status: response.status,
    headers: Object.fromEntries(compared),
    text,
    remaining: Number(response.headers.get('x-ratelimit-remaining')),
  };
}

const READS = Object.values<Operation>(operations).filter(({ method }) => method === 'GET');
test.each(READS)('$id', async ({ id, path }) => {
  const cursor = (await shop.call<{ cursor: string }>('GET', '/inventory', { key })).body.cursor;
  // The order placed before may still change the US stock between the two.
  const queries: Record<string, string> = {
    listInventory: '?region=JP',
    listInventoryChanges: `?since=${cursor}`,
  };
  const query = queries[id] ?? '';
  const whole = basePath + path.replace('{order_id}', orderId).replaceAll(/\{\w+\}/g, 'x') + query;
  const head = await read('HEAD', whole);
  const get = await read('GET', whole);
  const { [UNKNOWN_TO_HEAD[id] ?? '']: _, ...known } = get.headers;
  expect(head).toMatchObject({ status: get.status, headers: known, text: '' });
  expect(get.text).not.toBe('');
  expect(get.remaining).toBe(head.remaining - 1);
});

test('of codes records no reveal, opens nothing, and is refused like GET', async () => {
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const { id } = (await shop.call<Order>('POST', '/orders', { key, body })).body;
  const reveals = () =>
    shop.rows("SELECT 1 FROM audit.entries WHERE action LIKE '%reveal%' AND subject = $1", [id]);
  const path = `${basePath}/orders/${id}/codes`;
  const csv = await read('HEAD', path, { accept: 'text/csv' });
  expect(csv).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' },
    text: '',
  });
  expect(await reveals()).toHaveLength(0);
  expect((await read('HEAD', path.replace(id, pendingId))).status).toBe(409);
  expect((await read('HEAD', path.replace(id, 'ord_01m84j5stvek8taznva0d678kp'))).status).toBe(404);
  const { data } = JSON.parse((await read('GET', path)).text) as { data: unknown[] };
  expect(data).toHaveLength(1);
  expect(await reveals()).toHaveLength(1);
});

test('of a page, a file of an app and the health check, with a slash or without', async () => {
  for (const path of ['/', '/healthz', '/healthz/', '/readyz', '/readyz/', '/docs', '/portal']) {
    const get = await fetch(shop.url + path);
    const head = await fetch(shop.url + path, { method: 'HEAD' });
    expect([path, head.status, await head.text()]).toEqual([path, 200, '']);
    expect([path, get.status]).toEqual([path, 200]);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
  }
});

test('a slash after a page’s address redirects to the page, and to no other host', async () => {
  const follow = async (path: string) => {
    const { status, headers } = await fetch(shop.url + path, { redirect: 'manual' });
    return [status, headers.get('location')];
  };
  expect(await follow('/docs/')).toEqual([308, '/docs']);
  expect(await follow('/docs/errors/not_found/?a=b')).toEqual([308, '/docs/errors/not_found?a=b']);
  expect((await fetch(`${shop.url}/docs/`)).status).toBe(200);
  expect((await fetch(`${shop.url}/nothing/`)).status).toBe(404);
  for (const path of ['//evil.example/', '/\\evil.example/', '//docs/']) {
    expect(await follow(path)).toEqual([404, null]);
  }
});
