/**
 * Guards: every transaction locks in one order, accounts before shelves and each sorted, so that orders, deposits,
 * cancellations, imports and recalls never deadlock, and every reply is one of the contract.
 */
import type { Order } from '@psnb2b/contract';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recallLot } from '../../src/stock/index.ts';
import { callApi, openShop, type Shop } from '../../testkit/index.ts';

const DENOMINATIONS = [10, 20, 50, 100];
/** Shorter than the lock time-out of 2 s, which starts when a session starts to wait. */
const WAIT = { interval: 5, timeout: 30_000 };

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ nodes: 2 });
  for (const denomination of DENOMINATIONS) await shop.stock({ denomination, codes: 200 });
});
afterEach(() => shop[Symbol.asyncDispose]());

function place(turn: number, key: string, denomination: number, payment = 'balance') {
  const { url } = shop.nodes[turn % shop.nodes.length] ?? shop.nodes[0];
  const body = { region: 'US', denomination, quantity: 1, payment };
  return callApi<Order>(url, 'POST', '/orders', { key, body });
}

async function deadlocks(): Promise<number | undefined> {
  const [row] = await shop.rows<{ deadlocks: number }>(
    `SELECT deadlocks FROM pg_stat_database, pg_stat_clear_snapshot()
      WHERE datname = current_database()`,
  );
  return row?.deadlocks;
}

test('a deposit that pays orders of many products locks their shelves in the common order', async () => {
  const { partnerId, key } = await shop.buyer({ invoiceLimit: 100_000_000 });
  // From oldest to newest, the orders are of the last shelf to the first.
  for (const denomination of [...DENOMINATIONS].reverse()) {
    await place(0, key, denomination, 'invoice');
  }
  const shelves = await shop.rows<{ id: number }>(
    `SELECT s.shelf_id AS id FROM stock.shelves s JOIN catalog.products p USING (product_id)
      WHERE p.region = 'US' AND p.denomination_milli = ANY($1) AND s.mode = 'live' ORDER BY 1`,
    [DENOMINATIONS.map((denomination) => denomination * 1_000)],
  );
  const [first, ...later] = shelves.map(({ id }) => id);
  await using holder = await connect();
  await holder.query('BEGIN');
  const lock = 'SELECT 1 FROM stock.shelves WHERE shelf_id = ANY($1) FOR UPDATE';
  await holder.query(lock, [[first]]);
  const deposit = shop.deposit(partnerId, '1000.00');
  await vi.waitFor(async () => expect(await waiting(holder)).toBe(1), WAIT);
  // A session that waits for the first shelf must not hold a later one: otherwise two could wait for each other.
  await holder.query(`${lock} NOWAIT`, [later]);
  await holder.query('COMMIT');
  expect((await deposit).ordersPaid).toHaveLength(4);
  expect(await shop.verify()).toEqual([]);
});

test.each([
  [
    'a balance',
    'SELECT ledger.lock(ARRAY[$1::int])',
    'SELECT max(account_id) AS id FROM ledger.accounts',
  ],
  [
    'a shelf',
    'SELECT stock.lock(ARRAY[$1::int], now())',
    'SELECT max(shelf_id) AS id FROM stock.shelves',
  ],
])(
  'whoever reads %s in order to decide locks it against other deciders',
  async (_name, look, find) => {
    await shop.partner();
    const [row] = await shop.rows<{ id: number }>(find);
    await using first = await connect();
    await using second = await connect();
    await first.query('BEGIN');
    await first.query(look, [row?.id]);
    await second.query("SET lock_timeout = '100ms'");
    await expect(second.query(look, [row?.id])).rejects.toMatchObject({ code: '55P03' });
    await first.query('COMMIT');
    await second.query(look, [row?.id]);
  },
);

test('all kinds of transactions at once, on two nodes', async () => {
  const buyers = await Promise.all(
    Array.from({ length: 6 }, () => shop.buyer({ balance: '5000.00', invoiceLimit: 100_000_000 })),
  );
  const { lotId } = await shop.stock({ denomination: 50, codes: 30 });
  const work: Promise<unknown>[] = [];
  const statuses: number[] = [];
  for (let turn = 0; turn < 120; turn += 1) {
    const { key, partnerId } = buyers[turn % buyers.length] ?? { key: '', partnerId: '' };
    // A step of 3 through 4 products: neighbours in a batch arrive in every order.
    const denomination = DENOMINATIONS[(turn * 3) % 4] ?? 10;
    const payment = turn % 4 === 0 ? 'invoice' : 'balance';
    work.push(
      place(turn, key, denomination, payment).then(async ({ status, body }) => {
        statuses.push(status);
        if (payment === 'balance' || turn % 8 !== 0) return;
        const cancel = await shop.call('POST', `/orders/${body.id}/cancel`, { key });
        statuses.push(cancel.status);
      }),
    );
    if (turn % 10 === 5) work.push(shop.deposit(partnerId, '40.00'));
    if (turn === 40) work.push(shop.stock({ denomination: 20, codes: 50 }));
    if (turn === 60) work.push(recallLot(shop.app, { lotId, actor: 'operator:test' }));
  }
  await Promise.all(work);
  // A deposit may have paid the order before its cancellation.
  for (const status of statuses) expect([200, 201, 409]).toContain(status);
  expect(await deadlocks()).toBe(0);
  expect(await shop.verify()).toEqual([]);
});

/** Returns how many sessions of this database wait for a lock. */
async function waiting(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}

async function connect(): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: shop.app.url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}
