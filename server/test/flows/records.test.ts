/**
 * Guards: what is recorded of an order. One event for each state, numbered without a gap per partner and mode and never
 * with a code; an audit row for every reveal of codes, committed before the reply is sent; and no code outside the
 * vault, above all not in logs.
 */
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatId, parseId } from '../../src/kit/ids.ts';
import { openShop, type Shop, type TestLot } from '../../testkit/index.ts';

type Event = { sequence: number; type: string; data: string; subject: string };

let shop: Shop;
let lot: TestLot;
beforeAll(async () => {
  shop = await openShop();
  lot = await shop.stock({ codes: 60 });
});
afterAll(() => shop[Symbol.asyncDispose]());

function place(key: string, more: object = {}) {
  const body = { region: 'US', denomination: 50, quantity: 1, ...more };
  return shop.call<Order>('POST', '/orders', { key, body });
}

function eventsOf(partnerId: string, mode = 'live'): Promise<Event[]> {
  return shop.rows<Event>(
    `SELECT o.sequence, o.type, o.data, o.subject FROM events.outbox o
       JOIN partners.tenants t USING (tenant_id)
      WHERE t.partner_id = $1 AND t.mode = $2 ORDER BY o.sequence`,
    [partnerId, mode],
  );
}

test('a delivered order leaves three events, each with the order as it was then', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '500.00' });
  const { body: order } = await place(key, { quantity: 2, reference: 'Ünïcode "quoted" \\ ✓' });
  const events = await eventsOf(partnerId);
  expect(events.map(({ sequence, type }) => [sequence, type])).toEqual([
    [1, 'order.status_changed'],
    [2, 'order.status_changed'],
    [3, 'order.status_changed'],
  ]);
  const data = events.map((event) => JSON.parse(event.data));
  expect(data.map((each) => [each.previous_status, each.order.status])).toEqual([
    [null, 'pending'],
    ['pending', 'paid'],
    ['paid', 'delivered'],
  ]);
  expect(data.map((each) => each.order.sequence)).toEqual([1, 2, 3]);
  expect(data[2].order).toEqual(order);
  expect(data[0].order).toEqual({
    ...order,
    status: 'pending',
    sequence: 1,
    paid_at: null,
    delivered_at: null,
    claimable_until: null,
  });
});

test('every final state leaves its event, and a refused order leaves none', async () => {
  const { partnerId, key } = await shop.buyer({ invoiceLimit: 100_000 });
  const cancelled = await place(key, { payment: 'invoice' });
  await shop.call('POST', `/orders/${cancelled.body.id}/cancel`, { key });
  await shop.call('POST', `/orders/${cancelled.body.id}/cancel`, { key });
  expect((await place(key)).status).toBe(402);
  await place(key, { payment: 'invoice' });
  await shop.deposit(partnerId, '47.00');
  const events = await eventsOf(partnerId);
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
  const states = events.map(({ data }) => {
    const { order, deposit } = JSON.parse(data);
    return (order ?? deposit).status;
  });
  expect(states).toEqual(['pending', 'failed', 'pending', 'paid', 'delivered', 'credited']);
});

test('sequences have no gap under load, and each mode has its own', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '900.00' });
  await shop.deposit(partnerId, '500.00', 'test');
  const { text: testing } = await shop.key(partnerId, { mode: 'test' });
  const wanted = [...Array(19).fill(key), ...Array(5).fill(testing)];
  await Promise.all([...wanted, key].map((each) => place(each)));
  expect((await place(key)).status).toBe(402);
  const numbers = async (mode: string) =>
    (await eventsOf(partnerId, mode)).map(({ sequence }) => sequence);
  const count = (length: number) => Array.from({ length }, (_, index) => index + 1);
  const [live, test] = [await numbers('live'), await numbers('test')];
  expect(live).toEqual(count(19 * 3));
  // The deposit has one, too.
  expect(test).toEqual(count(1 + 5 * 3));
});

test('every reveal of codes is audited, with person, network address and request', async () => {
  const { partnerId } = await shop.buyer({ balance: '500.00' });
  const { keyId, text: key } = await shop.key(partnerId);
  const { body: order } = await place(key, { quantity: 2 });
  const read = (from: string, accept: string) =>
    shop.call('GET', `/orders/${order.id}/codes`, { key, from, headers: { accept } });
  const first = await read('203.0.113.8', 'application/json');
  const second = await read('2001:db8::8', 'text/csv');
  const recorded = await shop.rows(
    `SELECT actor, address, request_id, detail FROM audit.entries
      WHERE action = 'codes.revealed' AND subject = $1 ORDER BY entry_id`,
    [order.id],
  );
  const proof = expect.stringMatching(/^\{"codes":2,"sha256":"[0-9a-f]{64}"\}$/);
  const detail = '{"codes":2}';
  const actor = `key:${formatId('key', keyId)}`;
  expect(recorded).toEqual([
    { actor, address: '203.0.113.8', request_id: first.headers.get('x-request-id'), detail: proof },
    { actor, address: '2001:db8::8', request_id: second.headers.get('x-request-id'), detail },
  ]);
  const [stamp] = await shop.rows<{ revealed: Date }>(
    'SELECT first_revealed_at AS revealed FROM orders.orders WHERE order_id = $1',
    [parseId('ord', order.id)],
  );
  expect(stamp?.revealed).toBeInstanceOf(Date);
});

test('if the audit row cannot be written, no code is shown', async () => {
  await using own = await openShop();
  await own.stock({ codes: 1 });
  const { key } = await own.buyer({ balance: '50.00' });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const { body: order } = await own.call<Order>('POST', '/orders', { key, body });
  await own.owner.transaction((tx) =>
    tx.query(`ALTER TABLE audit.entries ADD CHECK (action <> 'codes.revealed') NOT VALID`),
  );
  const refused = await own.call('GET', `/orders/${order.id}/codes`, { key });
  expect(refused).toMatchObject({ status: 500, body: { code: 'internal' } });
  const [row] = await own.rows<{ revealed: Date | null }>(
    'SELECT first_revealed_at AS revealed FROM orders.orders',
  );
  expect(row?.revealed).toBeNull();
});

test('no code is stored in the clear: not in a row, not in a log', async () => {
  const { key } = await shop.buyer({ balance: '500.00' });
  const { body: order } = await place(key);
  const codes = await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key });
  expect(lot.codes).toContain(codes.body.data[0]?.code);
  const tables = await shop.rows<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const [code = ''] = lot.codes;
  for (const text of [code, code.replaceAll('-', '')]) {
    const hex = Buffer.from(text).toString('hex');
    for (const { name } of tables) {
      const [found] = await shop.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${name} t
          WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%' || $2 || '%'`,
        [text, hex],
      );
      expect([name, found?.count]).toEqual([name, 0]);
    }
    expect(shop.nodes[0].logs.join('\n')).not.toContain(text);
  }
  expect(await shop.verify()).toEqual([]);
});
