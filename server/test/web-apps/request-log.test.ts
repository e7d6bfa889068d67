/**
 * Guards: the request log of the portal. A developer reads there why a call failed, a 429 with its limit; nothing that was sent is in
 * it, no other business sees a line of it, and only owners see whole addresses.
 */
import type {
  ApiKey,
  LoggedCall,
  LoggedCallDetail,
  LoggedCallList,
  LoggedRequest,
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
let ourId: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  await shop.stock({ codes: 5 });
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  ourId = parseId('prt', made.partnerId) ?? '';
  await shop.change(ourId, { approved: true });
  await shop.deposit(ourId, '900.00');
  key = await shop.key(ourId, { ordersPerMinute: 2 });
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

interface Listed {
  readonly data: readonly LoggedRequest[];
  readonly next_cursor: string | null;
}
const requests = async (query = '', by = key.text) => {
  await shop.app.requestLog.flush();
  const { status, body } = await shop.call<Listed>('GET', `/requests${query}`, { key: by });
  expect([status, body]).toMatchObject([200, {}]);
  return body.data;
};
const shown = (found: readonly LoggedRequest[]) =>
  found.map(({ method, path, status, error_code: code }) => [method, path, status, code]);

test('a program reads the calls of its business in the mode of its key, without an address', async () => {
  const all = await requests();
  expect(shown(all)).toEqual(seen(await list('?limit=100')));
  expect(JSON.stringify(all)).not.toContain(FROM);
  const [limited, ...rest] = await requests('?status_class=4xx&error_code=rate_limited');
  expect(rest).toEqual([]);
  expect(limited).toMatchObject({
    object: 'logged_request',
    path: '/orders',
    key_id: formatId('key', key.keyId),
    limit: { policy: 'orders', limit: 2 },
  });
  expect(await requests(`?request_id=${limited?.id}`)).toEqual([limited]);
  const until = limited?.created_at ?? '';
  expect(shown(await requests(`?created_from=${until}`)).at(-1)?.[2]).toBe(429);
  expect(await requests(`?created_before=${until}&method=GET`)).toEqual([]);

  const { partnerId } = await shop.buyer();
  const theirs = (await shop.key(partnerId)).text;
  expect(await requests('', theirs)).toEqual([]);
  expect(await requests(`?request_id=${limited?.id}`, theirs)).toEqual([]);
  const test = (await shop.key(ourId, { mode: 'test' })).text;
  expect(await requests('', test)).toEqual([]);
  expect(await requests('?request_id=nonsense')).toEqual([]);
  const without = await shop.key(ourId, { scopes: ['orders'] });
  const refused = await shop.call('GET', '/requests', { key: without.text });
  expect(refused).toMatchObject({ status: 403, body: { code: 'scope_missing' } });
});

test('reading the log leaves itself out, for programs and people, unless it is asked for or fails', async () => {
  const before = shown(await requests());
  for (let n = 0; n < 3; n += 1) {
    clock.advance(10);
    await requests();
  }
  await shop.call('GET', '/requests?limit=0', { key: key.text });
  const failed = ['GET', '/requests', 422, 'validation_failed'];
  expect(shown(await requests())).toEqual([failed, ...before]);
  expect(seen(await list('?limit=100'))).toEqual([failed, ...before]);
  expect((await list('?limit=1')).total).toBe(before.length + 1);
  const asked = await requests('?path=/requests&status_class=2xx');
  expect(asked.length).toBeGreaterThan(3);
  expect(await requests(`?request_id=${asked[0]?.id}`)).toEqual([asked[0]]);
});

interface RequestPage {
  readonly data: LoggedRequest[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

test('a rare filter is searched by pages of what is looked at, and their cursors go on', async () => {
  const [line] = await requests('?limit=1');
  await shop.rows("SELECT request_log.open_day(($1::timestamptz - interval '1 hour')::date)", [
    line?.created_at,
  ]);
  await shop.rows(
    `INSERT INTO request_log.calls (tenant_id, at, request_id, key_id, method, path, status, ms, address)
     SELECT c.tenant_id, c.at - n * interval '1 millisecond', 'req_' || lpad(n::text, 26, '0'), c.key_id,
            CASE n WHEN 150000 THEN 'DELETE' ELSE 'GET' END, '/claims', 200, 1, '192.0.2.1'
       FROM request_log.calls c, generate_series(1, 200000) n WHERE c.request_id = $1`,
    [line?.id],
  );
  const page = async (cursor: string) => {
    const path = `/requests?method=DELETE${cursor}`;
    return (await shop.call<RequestPage>('GET', path, { key: key.text })).body;
  };
  const first = await page('');
  expect(first).toMatchObject({ data: [], has_more: true });
  const second = await page(`&cursor=${first.next_cursor}`);
  expect(second).toMatchObject({ data: [{ method: 'DELETE' }], has_more: true });
  const third = await page(`&cursor=${second.next_cursor}`);
  expect(third).toMatchObject({ data: [], has_more: false, next_cursor: null });
  expect(await requests('?limit=100')).toHaveLength(100);
  // People search by the same pages, and are not told a number that nobody counted.
  const shown = await list('?minutes=10080&method=DELETE');
  expect(shown).toMatchObject({ data: [], has_more: true, total: null });
  const on = await list(`?minutes=10080&method=DELETE&cursor=${shown.next_cursor}`);
  expect(on).toMatchObject({ data: [{ method: 'DELETE' }], has_more: true, total: null });
  expect(on).toHaveProperty('previous_cursor', expect.any(String));
  expect(await list('?minutes=10080&method=GET')).toMatchObject({ has_more: true, total: null });
  const refused = await list('?minutes=10080&status_class=4xx');
  expect(refused.total).toBe(refused.data.length);
  await shop.rows("DELETE FROM request_log.calls WHERE path = '/claims'");
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
  const wrong = key.text.endsWith('x') ? 'y' : 'x';
  await shop.call('GET', '/balance', { key: `${key.text.slice(0, -1)}${wrong}` });
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
