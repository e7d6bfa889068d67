/**
 * Guards: every list can be read to its end with `cursor`, a page at a time, without a row lost or repeated; filters
 * accept several values; a client that polls the events always has a cursor to continue from.
 */
import type { Claim, Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop, smallFile } from '../../testkit/index.ts';

interface List {
  data: Record<string, unknown>[];
  has_more: boolean;
  next_cursor: string | null;
}

let shop: Shop;
let partnerId: string;
let key: string;
let claimId: string;
const scopes = ['read', 'orders', 'codes', 'claims', 'webhooks'] as const;
beforeAll(async () => {
  shop = await openShop({ env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  await shop.stock({ codes: 10 });
  await shop.stock({ region: 'GB', codes: 10 });
  ({ partnerId } = await shop.buyer({ balance: '900.00', invoiceLimit: 100_000 }));
  key = (await shop.key(partnerId, { scopes: [...scopes] })).text;
  for (const [region, payment] of [
    ['US', 'balance'],
    ['US', 'invoice'],
    ['GB', 'balance'],
  ]) {
    const body = { region, denomination: 50, quantity: 1, payment };
    expect((await shop.call('POST', '/orders', { key, body })).status).toBe(201);
  }
  const { body: delivered } = await shop.call<{ data: Order[] }>(
    'GET',
    '/orders?status=delivered&region=US',
    { key },
  );
  const orderId = delivered.data[0]?.id ?? '';
  const codes = await shop.call<OrderCodeList>('GET', `/orders/${orderId}/codes`, { key });
  const body = {
    order_id: orderId,
    codes: [codes.body.data[0]?.id],
    reason: 'wrong-region',
    description: 'It is of another region.',
  };
  const filed = await shop.call<Claim>('POST', '/claims', { key, body });
  expect(filed).toMatchObject({ status: 201, body: { reason: 'wrong_region' } });
  claimId = filed.body.id;
  for (const text of ['One.', 'Two.', 'Three.']) {
    await shop.call('POST', `/claims/${claimId}/messages`, { key, body: { text } });
  }
});
afterAll(() => shop[Symbol.asyncDispose]());

async function ids(path: string): Promise<unknown[]> {
  const { data } = (await shop.call<List>('GET', path, { key })).body as unknown as List;
  return data.map(({ id }) => id);
}

/** Returns all rows, one per page; fails if a list does not end. */
async function onePerPage(path: string): Promise<unknown[]> {
  const found: unknown[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 50; page += 1) {
    const query: string = `limit=1${cursor === null ? '' : `&cursor=${cursor}`}`;
    const { body } = await shop.call<Record<string, unknown>>('GET', `${path}?${query}`, { key });
    const list = body as unknown as List;
    found.push(...list.data.map((row) => row.id ?? JSON.stringify(row)));
    cursor = list.next_cursor;
    if (!list.has_more) return found;
  }
  throw new Error(`${path} does not end`);
}

test('orders, claims, messages, endpoints and evidence, one row per page', async () => {
  for (const path of ['a', 'b', 'c']) {
    const body = { url: `http://127.0.0.1:9/${path}` };
    const made = await shop.call('POST', '/webhook_endpoints', { key, body });
    expect(made.status).toBe(201);
  }
  for (const name of ['a.png', 'b.png']) {
    const form = new FormData();
    form.set('file', new File([smallFile('small.png')], name));
    const url = `${shop.url}/api/v1/claims/${claimId}/evidence`;
    const headers = { authorization: `Bearer ${key}` };
    expect((await fetch(url, { method: 'POST', headers, body: form })).status).toBe(201);
  }
  for (const [path, rows] of [
    ['/orders', 3],
    ['/claims', 1],
    [`/claims/${claimId}/messages`, 3],
    [`/claims/${claimId}/evidence`, 2],
    ['/webhook_endpoints', 3],
  ] as const) {
    const one = await onePerPage(path);
    expect([path, one.length, new Set(one).size]).toEqual([path, rows, rows]);
    if (!path.endsWith('evidence')) expect(one).toEqual(await ids(path));
  }
});

test('filters accept several values', async () => {
  expect(await ids('/orders?status=delivered&status=pending')).toHaveLength(3);
  expect(await ids('/orders?status=pending')).toHaveLength(1);
  expect(await ids('/orders?region=us&region=UK&status=delivered')).toHaveLength(2);
  expect(await ids('/orders?region=GB')).toHaveLength(1);
  expect(await ids('/claims?reason=failed&reason=wrong-region')).toEqual([claimId]);
  expect(await ids('/claims?status=open&status=under_review')).toEqual([claimId]);
  expect(await ids('/claims?status=approved&status=rejected')).toEqual([]);
});

test('a client that polls the events continues with the cursor, and misses none', async () => {
  const read = async (query: string) =>
    (await shop.call<List>('GET', `/events${query}`, { key })).body as unknown as List;
  const all = await read('?limit=100');
  const last = String(all.data.at(-1)?.sequence);
  expect(all).toMatchObject({ has_more: false, next_cursor: last });
  expect(await onePerPage('/events')).toEqual(all.data.map(({ id }) => id));
  const none = await read(`?cursor=${last}`);
  expect(none).toMatchObject({ data: [], has_more: false, next_cursor: last });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  await shop.call('POST', '/orders', { key, body });
  const more = await read(`?cursor=${none.next_cursor}`);
  expect(more.data[0]?.sequence).toBe(Number(last) + 1);
  expect((await read(`?after=${last}`)).data).toEqual(more.data);
  for (const wrong of ['cursor=1&after=1', 'cursor=x', 'cursor=-1', 'cursor=9999999999999999']) {
    const { status } = await shop.call('GET', `/events?${wrong}`, { key });
    expect([wrong, status]).toEqual([wrong, 422]);
  }
});

test('changes of the inventory are read with `cursor`, or its older name', async () => {
  const { cursor } = (await shop.call<{ cursor: string }>('GET', '/inventory', { key })).body;
  for (const name of ['cursor', 'since']) {
    const { status } = await shop.call('GET', `/inventory/changes?${name}=${cursor}`, { key });
    expect([name, status]).toEqual([name, 200]);
  }
});

test('a partner has at most ten endpoints, in both modes together, even with two requests at once', async () => {
  const other = await shop.partner();
  const live = (await shop.key(other, { scopes: [...scopes] })).text;
  const trial = (await shop.key(other, { scopes: [...scopes], mode: 'test' })).text;
  const register = async (by: string, path: string) => {
    const body = { url: `http://127.0.0.1:9/${path}` };
    return (await shop.call('POST', '/webhook_endpoints', { key: by, body })).status;
  };
  for (let n = 0; n < 9; n += 1) expect(await register(n % 2 ? live : trial, `n${n}`)).toBe(201);
  const both = await Promise.all([register(live, 'l'), register(trial, 't')]);
  expect(both.sort()).toEqual([201, 409]);
});

test('an idempotency key for a request with one query does not match another query', async () => {
  const send = async (query: string) => {
    const form = new FormData();
    form.set('file', new File([smallFile('small.png')], 'again.png'));
    const url = `${shop.url}/api/v1/claims/${claimId}/evidence${query}`;
    const headers = { authorization: `Bearer ${key}`, 'idempotency-key': 'evidence-1' };
    const reply = await fetch(url, { method: 'POST', headers, body: form });
    return [reply.status, reply.headers.get('idempotent-replayed')];
  };
  expect(await send('?item=error_screenshot')).toEqual([201, null]);
  expect(await send('?item=error_screenshot')).toEqual([201, 'true']);
  expect(await send('')).toEqual([422, null]);
});
