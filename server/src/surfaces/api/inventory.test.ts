// Guards the bytes on the wire: conditional requests, encodings and what bad queries get.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../testkit/index.ts';
import { loadCatalogue, readPrices, setPrices, watchCatalog } from '../../catalog/index.ts';
import { systemClock } from '../../kit/clock.ts';
import { Database, VersionWatch } from '../../kit/database/index.ts';
import {
  type Authoriser,
  createHttp,
  Drain,
  type HttpOptions,
  mountApi,
  UploadPlaces,
} from '../../kit/http/index.ts';
import type { KeyEntry } from '../../partners/index.ts';
import { chooseEncoding, Inventory, matchesTag } from '../../stock/index.ts';
import { inventoryRoutes } from './inventory.ts';

const CALLER = {
  partnerId: '0190a5b0-0000-7000-8000-000000000000',
  mode: 'test',
  partner: { currency: 'USD' },
  tenant: { discountBps: 0 },
} as KeyEntry;
const quota = { headers: () => ({}), takeOrder: () => {}, giveBackOrder: () => {} };
const authoriser: Authoriser<KeyEntry> = {
  admit: async () => ({ caller: CALLER, quota, refusal: null }),
  keysOf: () => '',
  byOf: ({ actor }, { at, address, requestId }) => ({ actor, at, address, requestId }),
  unmet: () => ({ auth: 'key', scope: null, limit: 'requests' }),
  unread: { auth: 'none', scope: null, limit: 'requests' },
};

let server: TestDatabase;
let database: Database;
let watch: VersionWatch;
let inventory: Inventory;
let app: FastifyInstance;

beforeAll(async () => {
  server = await testDatabase();
  database = new Database({ url: server.url });
  watch = new VersionWatch(database);
  const at = new Date();
  await database.transaction((tx) => loadCatalogue(tx, { at }));
  const faces = [10, 20, 25, 50, 100].map((face) => `US,${face},USD,${face}`);
  const rows = readPrices(
    Buffer.from(`region,denomination,currency,list_price\n${faces.join('\n')}\n`),
  );
  await database.transaction((tx) =>
    setPrices(tx, { at, actor: 'operator:test', rows, partnerCurrencies: new Map() }),
  );
  const catalog = watchCatalog(database, watch);
  inventory = new Inventory({ database, clock: systemClock(), catalog, versions: watch });
  await inventory.refresh();
  const options: HttpOptions = {
    publicUrl: () => 'http://localhost',
    addressOf: (address) => address,
    now: () => new Date(),
    onReply: () => {},
    drain: new Drain(),
    uploads: new UploadPlaces(),
  };
  app = createHttp(options);
  mountApi(app, '/api/v1', inventoryRoutes({ inventory }), authoriser, options);
});
afterAll(async () => {
  await app.close();
  await inventory[Symbol.asyncDispose]();
  await watch[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

function get(query: string, headers: Record<string, string> = {}) {
  return app.inject({ method: 'GET', url: `/api/v1/inventory${query}`, headers });
}

test('one body in three encodings, under one weak tag', async () => {
  const plain = await get('');
  const gzip = await get('', { 'accept-encoding': 'gzip, deflate' });
  const br = await get('', { 'accept-encoding': 'gzip, deflate, br' });
  expect(plain.statusCode).toBe(200);
  expect(plain.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'private',
    vary: 'Authorization, Accept-Encoding',
    etag: expect.stringMatching(/^W\/"[\w-]{22}"$/),
  });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect([gzip, br].map((reply) => reply.headers['content-encoding'])).toEqual(['gzip', 'br']);
  const data = (bytes: Buffer) => JSON.parse(bytes.toString('utf8')).data;
  expect(data(gunzipSync(gzip.rawPayload))).toEqual(plain.json().data);
  expect(data(brotliDecompressSync(br.rawPayload))).toEqual(plain.json().data);
  expect(new Set([plain, gzip, br].map((reply) => reply.headers.etag)).size).toBe(1);
});

test('an unchanged tag gives 304 without a body', async () => {
  const { etag } = (await get('')).headers;
  const reply = await get('', { 'if-none-match': String(etag) });
  expect(reply.statusCode).toBe(304);
  expect(reply.rawPayload).toHaveLength(0);
  expect(reply.headers).toMatchObject({ etag, 'cache-control': 'private' });
  expect((await get('?region=US', { 'if-none-match': 'W/"other"' })).statusCode).toBe(200);
});

test('one product alone is what the list shows of it, under a tag of its own', async () => {
  const [first, second] = (await get('')).json().data;
  const reply = await get('/psn-us-10');
  expect(reply.statusCode).toBe(200);
  expect(reply.json()).toEqual(first);
  const other = await get(`/${second.sku}`, { 'accept-encoding': 'br' });
  expect(other.json()).toEqual(second);
  const { etag, vary } = reply.headers;
  expect(vary).toBe('Authorization, Accept-Encoding');
  expect(new Set([etag, other.headers.etag, (await get('')).headers.etag]).size).toBe(3);
  const again = await get('/PSN-US-10', { 'if-none-match': String(etag) });
  expect([again.statusCode, again.rawPayload.length, again.headers.etag]).toEqual([304, 0, etag]);
  expect((await get(`/${second.sku}`, { 'if-none-match': String(etag) })).statusCode).toBe(200);
});

test.each(['PSN-US-1', 'PSN-GB-10', 'x', '%50SN-US-11', 'PSN-US-10%20', '__proto__', '..'])(
  'a name that is not listed, %s, is not found',
  async (sku) => {
    const reply = await get(`/${sku}`);
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'not_found']);
  },
);

test('a name reads the same encoded, and the list of changes is no product', async () => {
  expect((await get('/%50SN-US-10')).json()).toEqual((await get('/PSN-US-10')).json());
  expect((await get('/changes')).statusCode).toBe(422);
  expect((await get('/PSN-US-10/')).statusCode).toBe(404);
  expect((await get('/PSN-US-10?region=US')).json().errors).toMatchObject([
    { pointer: '/region', code: 'unknown_member' },
  ]);
});

test.each([
  ['?region=us&region=GB', 5],
  ['?region=uk', 0],
  ['?region=ZZ', 0],
  ['?denomination=50.00', 1],
  ['?in_stock=true', 5],
  ['?in_stock=false', 5],
])('%s finds %i', async (query, count) => {
  const reply = await get(query);
  expect(reply.statusCode).toBe(200);
  expect(reply.json().data).toHaveLength(count);
});

test.each([
  ['?region=USA', '/region/0', 'pattern'],
  ['?region=', '/region/0', 'pattern'],
  ['?denomination=fifty', '/denomination', 'pattern'],
  ['?denomination=0', '/denomination', 'minimum'],
  ['?denomination=1.0001', '/denomination', 'pattern'],
  ['?denomination=1&denomination=2', '/denomination', 'repeated'],
  ['?in_stock=yes', '/in_stock', 'type'],
  ['?colour=red', '/colour', 'unknown_member'],
  ['/changes', '/cursor', 'required'],
])('%s is refused by name', async (query, pointer, code) => {
  const reply = await get(query);
  expect(reply.statusCode).toBe(422);
  expect(reply.json().errors).toMatchObject([{ pointer, code }]);
});

test('changes are read by cursor, and an unknown cursor is refused with the advice to start over', async () => {
  const { cursor } = (await get('')).json();
  const reply = await get(`/changes?since=${cursor}`);
  expect(reply.statusCode).toBe(200);
  expect(reply.json()).toMatchObject({ object: 'inventory_changes', currency: 'USD' });
  const strange = await get('/changes?since=184467');
  expect(strange.statusCode).toBe(409);
  expect(strange.json().code).toBe('cursor_expired');
});

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['identity', 'identity'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['gzip, br', 'br'],
  ['gzip, br;q=0.1', 'gzip'],
  ['br;q=0, gzip;q=0', 'identity'],
  ['*', 'br'],
  ['*;q=0, gzip', 'gzip'],
  ['br;q=0, *', 'gzip'],
  ['deflate', 'identity'],
])('of %j the form is %s', (accepted, encoding) => {
  expect(chooseEncoding(accepted, 5_000)).toBe(encoding);
  expect(chooseEncoding(accepted, 100)).toBe('identity');
});

test.each([
  [undefined, false],
  ['W/"a"', true],
  ['"a"', true],
  ['*', true],
  ['"b", W/"a"', true],
  ['W/"b"', false],
  ['', false],
])('If-None-Match %j against W/"a": %s', (header, matches) => {
  expect(matchesTag(header, 'W/"a"')).toBe(matches);
});
