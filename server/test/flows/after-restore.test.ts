/**
 * Guards: what was begun before a backup and may have ended after it is not ended a second time once the backup is restored: pending
 * orders are cancelled with their codes off sale, codes that may have been read meanwhile are neither shown, returned nor restocked,
 * and claims wait until the partner is released.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Balance, Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginRestoredEpoch, settleWithdrawn } from '../../src/acts/index.ts';
import { formatId, parseId } from '../../src/kit/ids.ts';
import { buy, decide, file, openShop, runHere, type Shop } from '../../testkit/index.ts';

const BODY = { region: 'US', denomination: 50 };

let shop: Shop;
let a: { key: string; partnerId: string };
let b: { key: string; partnerId: string };
let unread: string[];
let unreadOrder: string;
let readOrder: Awaited<ReturnType<typeof buy>>;
let claim: string;
let hold: Order;
let waiting: Order;
let held: string[];
let lastSequence: number;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 20 });
  a = await shop.buyer({ balance: '10000.00' });
  b = await shop.buyer({ balance: '1000.00' });
  unreadOrder = (await place({ quantity: 3 })).id;
  unread = await codeIds(unreadOrder);
  readOrder = await buy(shop, a.key, 2);
  const filed = await file(shop, a.key, unreadOrder, [unread[2]]);
  await decide(shop, filed.body.id, 'refunded');
  claim = (await file(shop, a.key, readOrder.order.id, [readOrder.codes[0]?.id])).body.id;
  hold = await place({ quantity: 2, payment: 'hold' });
  held = await codeIds(hold.id);
  waiting = await place({ quantity: 100, fill: 'wait' });
  const events = await shop.call<{ data: { sequence: number }[] }>('GET', '/events?limit=100', {
    key: a.key,
  });
  lastSequence = events.body.data.at(-1)?.sequence ?? 0;
  const at = shop.clock.now();
  await shop.app.database.transaction((tx) =>
    beginRestoredEpoch(tx, shop.app, { name: 'psnb2b-1', at }, { at, actor: 'operator:test' }),
  );
  await shop.settle();
});
afterAll(() => shop[Symbol.asyncDispose]());

async function place(more: object, key = a.key): Promise<Order> {
  const placed = await shop.call<Order>('POST', '/orders', { key, body: { ...BODY, ...more } });
  expect(placed.status).toBe(201);
  return placed.body;
}

/** The codes that an order has, or has on hold. */
async function codeIds(order: string): Promise<string[]> {
  const rows = await shop.rows<{ id: string }>(
    `SELECT c.code_id AS id FROM orders.ranges r
      CROSS JOIN LATERAL stock.list_codes(r.run_id, r.from_position, r.codes) c
      WHERE r.order_id = $1 ORDER BY c.position`,
    [parseId('ord', order)],
  );
  return rows.map(({ id }) => formatId('cod', id));
}

const order = async (id: string) =>
  (await shop.call<Order>('GET', `/orders/${id}`, { key: a.key })).body;
const read = (id: string, query = '') =>
  shop.call<OrderCodeList & { code?: string; detail?: string }>(
    'GET',
    `/orders/${id}/codes${query}`,
    { key: a.key },
  );
const run = (...args: string[]) => runHere(shop, ['restore', ...args, '--json']);
async function compare(lines: readonly (string | undefined)[], ...more: string[]) {
  const path = join(shop.app.config.dataDir, 'theirs.csv');
  await writeFile(path, lines.join('\n'));
  return (await run('compare', '--file', path, ...more)).value;
}

test('live orders that were pending are cancelled, and their codes can be taken off sale', async () => {
  for (const { id } of [hold, waiting]) {
    const { status, failure } = await order(id);
    expect([status, failure?.code]).toEqual(['failed', 'cancelled']);
    expect(failure?.reason).toContain('restored this service from a backup');
  }
  const { body } = await shop.call<Balance>('GET', '/balance', { key: a.key });
  expect(body).toMatchObject({ balance: '9812.00', held: '0.00' });
  const events = await shop.call<{ data: { type: string; sequence: number }[] }>(
    'GET',
    `/events?after=${lastSequence}`,
    { key: a.key },
  );
  expect(events.body.data.map(({ type }) => type)).toEqual([
    'stream.restored',
    'order.status_changed',
    'order.status_changed',
  ]);
  expect(events.body.data[1]?.sequence).toBeGreaterThan(1_000_000_000);
  expect(held).toHaveLength(2);
  expect(await compare(held)).toMatchObject({ discarded: 2, not_for_sale: 0 });
  expect(await shop.verify()).toEqual([]);
});

test('codes that were not read before the backup are not shown until the partner is released', async () => {
  for (const query of ['', `?code=${unread[0]}`]) {
    const { status, body, headers } = await read(unreadOrder, query);
    expect([status, body.code]).toEqual([503, 'unavailable']);
    expect(body.detail).toContain('restored this service from a backup');
    expect(headers.get('retry-after')).toBe('60');
  }
  const foreign = await shop.call<{ code: string }>('GET', `/orders/${unreadOrder}/codes`, {
    key: b.key,
  });
  expect(foreign.status).toBe(404);
  const masked = await read(unreadOrder, '?masked=true');
  expect(masked.body.data.map((code) => code.returnable_until)).toEqual([null, null, null]);
  expect((await read(readOrder.order.id)).body.data).toEqual(readOrder.codes);
});

test('claims from before wait for the release of their partner, and are listed', async () => {
  await expect(decide(shop, claim, 'replaced')).rejects.toMatchObject({
    code: 'invalid_state',
    message: expect.stringContaining('restore release --partner'),
  });
  const partner = formatId('prt', a.partnerId);
  expect((await run('status')).value.claims).toEqual([{ id: claim, partner }]);
});

test('a comparison names codes that this database says another partner has', async () => {
  const ids = [unread[0], readOrder.codes[1]?.id];
  const theirs = await compare(ids, '--partner', formatId('prt', b.partnerId));
  expect(theirs).toMatchObject({ discarded: 0, not_for_sale: 2, foreign_lines: [1, 2] });
  const own = await compare(ids, '--partner', formatId('prt', a.partnerId));
  expect(own).toMatchObject({ discarded: 0, not_for_sale: 2, foreign_lines: [] });
});

test('codes of before are never returned or restocked, and all else goes on after the release', async () => {
  const partner = formatId('prt', a.partnerId);
  const released = await run('release', '--partner', partner);
  expect(released.value).toMatchObject({ partners: 1, claims: [{ id: claim, partner }] });
  await run('release', '--all');
  await shop.settle();
  const give = (id: string, code: string | undefined) =>
    shop.call<{ code?: string; detail?: string }>('POST', `/orders/${id}/returns`, {
      key: a.key,
      body: { codes: [code] },
    });
  const refused = await give(unreadOrder, unread[1]);
  expect([refused.status, refused.body.code]).toEqual([409, 'return_window_closed']);
  const by = { actor: 'staff:ann', at: shop.clock.now() };
  const withdrawn = { codeId: parseId('cod', unread[2] ?? '') ?? '' };
  await expect(
    settleWithdrawn(shop.app, { ...withdrawn, outcome: 'restocked' }, by),
  ).rejects.toMatchObject({ code: 'invalid_state', message: expect.stringContaining('restored') });
  await settleWithdrawn(shop.app, { ...withdrawn, outcome: 'written_off' }, by);
  expect((await read(unreadOrder)).body.data.filter(({ code }) => code !== null)).toHaveLength(2);
  expect((await decide(shop, claim, 'replaced')).outcome).toBe('taken');
  const confirm = await shop.call('POST', `/orders/${hold.id}/confirm`, { key: a.key });
  expect(confirm.status).toBe(409);
  const fresh = await place({ quantity: 1 });
  expect((await give(fresh.id, (await codeIds(fresh.id))[0])).status).toBe(200);
  expect(await shop.verify()).toEqual([]);
});
