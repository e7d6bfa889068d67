/**
 * Guards: with the rules of `deploy/Caddyfile.cells` in front of two installations a key reaches the cell that issued it, also a key from before there
 * were cells; a key in the wrong cell is refused with what to do; a rotated key stays in its cell; one price file makes both cells sell at one price.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueKey, rotateKey } from '../../src/partners/index.ts';
import { callApi, formatId, openShop, runHere, type Shop } from '../../testkit/index.ts';

const RULES = readFileSync(new URL('../../../deploy/Caddyfile.cells', import.meta.url), 'utf8');
const CREATED = 201;
const CELLS = 'e https://eu.example.com Europe, u https://us.example.com "The" Americas';

/** The cells of the file: which keys each has, and where it is. */
const cells = [...RULES.matchAll(/^\t@(cell_\w) header_regexp Authorization "(.+)"$/gm)].map(
  ([, name = '', pattern = '']) => {
    const block = new RegExp(`handle @${name} \\{\\s+reverse_proxy (\\S+)`).exec(RULES);
    return { name, pattern: new RegExp(pattern), address: block?.[1] };
  },
);
const otherwise = /handle \{\s+reverse_proxy (\S+)/.exec(RULES)?.[1];

let [e, u]: Shop[] = [];
let edge: string;
let folder: string;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-cells-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const first = stack.use(await openShop({ env: { CELL: 'e', CELLS } }));
  const key = join(folder, 'fingerprint-key');
  expect(await runHere(first, ['stock', 'fingerprints', 'key', '--out', key])).toMatchObject({
    code: 0,
  });
  const env = { CELL: 'u', FINGERPRINT_KEY_FILE: key };
  [e, u] = [first, stack.use(await openShop({ env }))];
  const urls: Readonly<Record<string, string>> = {
    '127.0.0.1:8081': e.url,
    '127.0.0.1:8082': u.url,
  };
  const server = createServer((received, reply) => {
    const { authorization = '' } = received.headers;
    const cell = cells.find(({ pattern }) => pattern.test(authorization));
    const url = urls[(cell ? cell.address : otherwise) ?? ''];
    const { method, headers } = received;
    const sent = send(`${url}${received.url}`, { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(reply);
    });
    received.pipe(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stack.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  edge = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => stack.disposeAsync());

const body = { region: 'US', denomination: 50, quantity: 1 };
const order = (key: string, url = edge) => callApi<Order>(url, 'POST', '/orders', { key, body });
const ordersOf = async (shop: Shop | undefined) =>
  (await shop?.rows<{ count: number }>('SELECT count(*)::int FROM orders.orders'))?.[0]?.count;

async function buyerOf(shop: Shop | undefined): Promise<{ partnerId: string; key: string }> {
  await shop?.stock({ codes: 5 });
  return (await shop?.buyer({ balance: '500.00' })) ?? { partnerId: '', key: '' };
}

test('the file names two cells', () => {
  expect(cells.map(({ name, address }) => [name, address])).toEqual([
    ['cell_e', '127.0.0.1:8081'],
    ['cell_u', '127.0.0.1:8082'],
  ]);
  expect(otherwise).toBe('127.0.0.1:8081');
  expect(RULES).toMatch(/@metrics path .*\s+handle @metrics \{\s+respond 404/);
});

test('a key reaches its cell at the one address, and its order is there and nowhere else', async () => {
  const [inE, inU] = [await buyerOf(e), await buyerOf(u)];
  expect([inE.key[12], inU.key[12]]).toEqual(['e', 'u']);
  for (const [{ key }, mine, other] of [
    [inE, e, u],
    [inU, u, e],
  ] as const) {
    const [before, elsewhere] = [await ordersOf(mine), await ordersOf(other)];
    const placed = await order(key);
    expect(placed.status, placed.text).toBe(CREATED);
    expect([await ordersOf(mine), await ordersOf(other)]).toEqual([(before ?? 0) + 1, elsewhere]);
    const read = await callApi<Order>(edge, 'GET', `/orders/${placed.body.id}`, { key });
    expect(read.body.id).toBe(placed.body.id);
  }
});

test('a key in the wrong cell is refused with what to do, and an invented key with no more than ever', async () => {
  const { key } = await buyerOf(u);
  const refused = await order(key, e?.url);
  expect(refused.status).toBe(401);
  expect(refused.body).toMatchObject({
    code: 'unauthorized',
    detail:
      'This key belongs to cell u of the shop, and this is cell e. Use https://us.example.com/api/v1.',
  });
  const unknowing = await order((await buyerOf(e)).key, u?.url);
  expect(unknowing.body).toMatchObject({
    detail: expect.stringContaining('Use the API address that you received with the key.'),
  });
  const wrong = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;
  for (const text of [wrong, 'psnb2b_live_', 'u']) {
    const { status, body: problem } = await order(text, e?.url);
    expect([status, JSON.stringify(problem).includes('cell')]).toEqual([401, false]);
  }
});

test('the web apps offer all cells to everybody, signed in or not', async () => {
  const page = async (path: string) => (await fetch(`${e?.url}${path}`)).text();
  const list = [
    { url: 'https://eu.example.com', name: 'Europe', isHere: true },
    { url: 'https://us.example.com', name: '"The" Americas', isHere: false },
  ];
  const content = JSON.stringify(list).replaceAll('"', '&quot;');
  for (const path of ['/portal/sign-in', '/console/sign-in']) {
    expect(await page(path)).toContain(`<meta name="cells" content="${content}" />`);
  }
  expect(await (await fetch(`${u?.url}/portal/sign-in`)).text()).not.toContain('name="cells"');
});

test('a key from before there were cells works in the first cell, and its successor names the cell', async () => {
  if (!e) throw new Error('there is a first cell');
  const { partnerId } = await buyerOf(e);
  const by = { actor: 'operator:test', at: e.clock.now() };
  const { app } = e;
  const terms = { scopes: ['read', 'orders', 'codes'] as const };
  const { text, key } = await app.database.transaction((tx) =>
    issueKey(tx, { ...app, cell: null }, partnerId, 'live', terms, by),
  );
  expect(text).toMatch(/^psnb2b_live_[0-9A-Za-z]{49}$/);
  expect((await order(text)).status).toBe(CREATED);
  const successor = await app.database.transaction((tx) => rotateKey(tx, app, key.keyId, 0, by));
  expect(successor.text).toMatch(/^psnb2b_live_e[0-9A-Za-z]{49}$/);
  expect((await order(successor.text)).status).toBe(CREATED);
});

test('the price file of one cell makes the other sell at the same price', async () => {
  if (!e || !u) throw new Error('there are two cells');
  await e.prices('region,denomination,currency,list_price\nUS,50,USD,46.10\n');
  const file = join(folder, 'prices.csv');
  const exported = await runHere(e, ['prices', 'export']);
  expect([exported.code, exported.err]).toEqual([0, '']);
  await writeFile(file, exported.out);
  const imported = await runHere(u, ['prices', 'set', '--file', file]);
  expect([imported.code, imported.err]).toEqual([0, '']);
  await u.app.versions.poll();
  await u.settle();
  const { key } = await buyerOf(u);
  const placed = await order(key);
  expect(placed.body.unit_price).toBe('46.10');
});

test('codes that two cells have are found, taken off sale in one, and rejected by its imports', async () => {
  if (!e || !u) throw new Error('there are two cells');
  const both = ['BOTH-0001-AAAA', 'BOTH-0002-AAAA', 'BOTH-0003-AAAA'];
  await e.stock({ denomination: 20, codes: [...both, 'ONLY-0001-EEEE'] });
  const { lotId } = await u.stock({ denomination: 20, codes: [...both, 'ONLY-0001-UUUU'] });
  const { key } = await u.buyer({ balance: '500.00' });
  const sold = await callApi(u.url, 'POST', '/orders', {
    key,
    body: { ...body, denomination: 20 },
  });
  expect(sold.status).toBe(CREATED);
  const run = (shop: Shop, ...args: string[]) =>
    runHere(shop, ['stock', 'fingerprints', ...args, '--json']);
  const compare = (...args: string[]) => run(u as Shop, 'compare', ...args);
  const file = join(folder, 'e.fingerprints');
  expect((await run(e, 'export', '--out', file)).code).toBe(0);
  const found = (await compare('--file', file)).value;
  expect(found).toMatchObject({ noted: 0, discarded: 0 });
  expect(found.lots).toEqual([{ lot: formatId('lot', lotId), codes: both.length }]);
  const done = (await compare('--file', file, '--discard', '--reject')).value;
  // The first one is sold.
  expect(done).toMatchObject({ discarded: both.length - 1, noted: done.read - both.length });
  await u.settle();
  expect(await u.available('PSN-US-20')).toBe(1);
  const again = await u.stock({ denomination: 20, codes: ['ONLY-0001-EEEE', 'ONLY-0002-UUUU'] });
  expect(
    await u.rows('SELECT accepted, duplicates FROM stock.lots WHERE lot_id = $1', [again.lotId]),
  ).toEqual([{ accepted: 1, duplicates: 1 }]);
  expect(await u.verify()).toEqual([]);

  const said = ({ value }: Awaited<ReturnType<typeof compare>>) => value?.errors?.[0]?.detail;
  expect(said(await run(e, 'compare', '--file', file))).toContain('of this cell itself');
  await writeFile(file, (await readFile(file)).subarray(0, -1));
  expect(said(await compare('--file', file))).toContain('was cut off');
  await writeFile(file, 'not one of these, but long enough to have a first line of its own');
  expect(said(await compare('--file', file))).toContain('not one of stock fingerprints export');
});

test('a cell that has begun with a fingerprint key of its own cannot take another', async () => {
  if (!e || !u) throw new Error('there are two cells');
  const other = join(folder, 'other-key');
  const strange = `{"version":1,"key":"${Buffer.alloc(32, 7).toString('base64url')}"}\n`;
  await writeFile(other, strange, { mode: 0o600 });
  const { code, err } = await runHere(e, ['verify'], { FINGERPRINT_KEY_FILE: other });
  expect([code, err]).toEqual([1, expect.stringContaining('at its first start: unset it')]);
});
