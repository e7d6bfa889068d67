/**
 * Guards: the request log of the portal. A developer reads there why a call failed, a 429 with its limit; nothing that was sent is in
 * it, no other business sees a line of it, and only owners see whole addresses.
 */
import type {
  ApiKey,
  LoggedCall,
  LoggedCallDetail,
  LoggedCallList,
  RequestLogSummary,
} from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { formatId, parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  colleague,
  openShop,
  type Shop,
  signUp,
  type TestKey,
  type Visitor,
} from '../../testkit/index.ts';

const CODE = 'QRST-UVWX-2345';
const FROM = '203.0.113.77';

let clock: DrivenClock;
let shop: Shop;
let owner: Visitor;
let developer: Visitor;
let stranger: Visitor;
let key: TestKey;
beforeAll(async () => {
  clock = drivenClock(new Date());
  shop = await openShop({ clock });
  await shop.stock({ codes: 5 });
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  const partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '900.00');
  key = await shop.key(partnerId, { ordersPerMinute: 2 });
  developer = (await colleague(shop, owner, 'developer')).visitor;
  stranger = (await signUp(shop, 'Fremde GmbH')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

const read = <Body>(by: Visitor, path: string) => bodyOf(clock, by.get<Body>(path));
const list = async (query = '', by = owner) => {
  await shop.app.requestLog.flush();
  return read<LoggedCallList>(by, `/request-log${query}`);
};
const order = () => {
  clock.advance(10);
  const body = { region: 'US', denomination: 50, quantity: 1, metadata: { note: CODE } };
  return shop.call('POST', '/orders', { key: key.text, body, from: FROM });
};
const seen = ({ data }: { readonly data: readonly LoggedCall[] }) =>
  data.map(({ method, path, status, error_code: code }) => [method, path, status, code]);

test('a 429 says which limit it hit and when the next was free, and what the key did next', async () => {
  for (let n = 0; n < 2; n += 1) expect((await order()).status).toBe(201);
  const refused = await order();
  expect(refused.status).toBe(429);
  clock.advance(10);
  await shop.call('GET', '/balance', { key: key.text, from: FROM });
  expect(seen(await list())).toEqual([
    ['GET', '/balance', 200, null],
    ['POST', '/orders', 429, 'rate_limited'],
    ['POST', '/orders', 201, null],
    ['POST', '/orders', 201, null],
  ]);
  const { data } = await list(
    '?status_class=4xx&error_code=rate_limited&method=POST&path=/orders*',
  );
  expect(data).toHaveLength(1);
  const [call] = data;
  expect(call).toMatchObject({
    id: refused.headers.get('x-request-id'),
    key_id: formatId('key', key.keyId),
    address: FROM,
    withheld: [],
    limit: { policy: 'orders', limit: 2 },
  });
  const { retry_after: wait = 0, free_at: free = '' } = call?.limit ?? {};
  expect(wait).toBe(Number(refused.headers.get('retry-after')));
  expect(Date.parse(free) - Date.parse(call?.at ?? '')).toBe(wait * 1000);
  const keys = await read<{ data: ApiKey[] }>(owner, '/keys');
  const used = keys.data.find(({ id }) => id === formatId('key', key.keyId))?.last_used_at;
  expect(Date.parse(call?.at ?? '') - Date.parse(used ?? '')).toBeLessThan(60_000);
  const detail = await read<LoggedCallDetail>(owner, `/request-log/${call?.id}`);
  expect(detail).toMatchObject({ ...call, next: { path: '/balance', status: 200 } });
  const summary = await read<RequestLogSummary>(owner, '/request-log/summary');
  expect(summary).toMatchObject({
    failed: 1,
    groups: [{ error_code: 'rate_limited', method: 'POST', path: '/orders', calls: 1, keys: 1 }],
    gaps: [],
  });
});

test('nothing that a caller wrote is kept: no body, query or other text of a path', async () => {
  const { text } = key;
  for (const path of [`/orders/${CODE}`, `/${CODE}`, `/orders?reference=${CODE}`, '/%zz']) {
    clock.advance(10);
    await shop.call('GET', path, { key: text });
  }
  await shop.call('POST', '/claims', { key: text, body: { codes: [CODE] } });
  await list();
  const rows = await shop.rows<{ row: string }>('SELECT c::text AS row FROM request_log.calls c');
  expect(rows.length).toBeGreaterThanOrEqual(9);
  expect(rows.filter(({ row }) => /QRST|%zz/.test(row))).toEqual([]);
  expect(seen(await list('?path=other'))).toEqual([
    ['GET', 'other', 404, 'not_found'],
    ['GET', 'other', 404, 'not_found'],
  ]);
});

test('only owners see a whole address, in the file as on the page', async () => {
  const [whole] = (await list(`?key_id=${formatId('key', key.keyId)}`)).data.slice(-1);
  const [part] = (await list('', developer)).data.slice(-1);
  expect(whole).toMatchObject({ address: FROM, withheld: [] });
  expect(part).toEqual({ ...whole, address: '203.0.113.0/24', withheld: ['address'] });
  const file = await developer.call('GET', '/request-log/export', {
    headers: { accept: 'text/csv' },
  });
  expect(file.status).toBe(200);
  expect(file.text).toContain('203.0.113.0/24');
  expect(file.text).not.toContain(FROM);
  expect(file.text.split('\r\n')[0]).toBe(
    'at,method,path,about,status,error_code,ms,key_id,address,id',
  );
});

test('no other business sees a line, and calls without a valid key are nobody’s', async () => {
  const [call] = (await list()).data;
  expect((await list('', stranger)).data).toEqual([]);
  expect((await list(`?request_id=${call?.id}`, stranger)).data).toEqual([]);
  expect((await list(`?request_id=${call?.id}`)).data).toEqual([call]);
  expect((await stranger.get(`/request-log/${call?.id}`)).status).toBe(404);
  expect((await owner.get(`/request-log/${call?.id}?mode=test`)).status).toBe(404);
  const before = (await list('?limit=100')).data.length;
  await shop.call('GET', '/balance', { key: `${key.text.slice(0, -1)}x` });
  await shop.call('GET', '/balance');
  expect((await list('?limit=100')).data).toHaveLength(before);
});

test('pages and periods leave nothing out and repeat nothing', async () => {
  const all = (await list('?limit=100')).data.map(({ id }) => id);
  const walked: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: LoggedCallList = await list(`?limit=2${cursor && `&cursor=${cursor}`}`);
    walked.push(...page.data.map(({ id }) => id));
    cursor = page.next_cursor;
  }
  expect(walked).toEqual(all);
  clock.advance(61 * 60_000);
  expect((await list()).data).toEqual([]);
  expect((await list('?minutes=120&limit=100')).data.map(({ id }) => id)).toEqual(all);
});
