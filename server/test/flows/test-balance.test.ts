/**
 * Guards: a partner has test money from the first minute, without an operator, through the ledger, and it never becomes
 * live money. A test balance that is set while orders are placed still covers them.
 */
import type { Balance, Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantOf } from '../../src/partners/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

async function tester(change: Parameters<Shop['partner']>[0] = {}) {
  const partnerId = await shop.partner(change);
  return { partnerId, key: (await shop.key(partnerId, { mode: 'test' })).text };
}
const balance = async (key: string) => (await shop.call<Balance>('GET', '/balance', { key })).body;
const set = (key: string, amount: unknown, idempotencyKey?: string) =>
  shop.call<Balance>('POST', '/test/balance', {
    key,
    body: { balance: amount },
    ...(idempotencyKey && { idempotencyKey }),
  });
const place = (key: string, more: object = {}) =>
  shop.call<Order>('POST', '/orders', {
    key,
    body: { region: 'US', denomination: 50, quantity: 1, ...more },
  });

test.each([
  ['USD', '10000.00'],
  ['JPY', '10000'],
  ['KWD', '10000.000'],
])(
  'a new partner in %s has a test balance of %s, and no live balance',
  async (currency, amount) => {
    const { partnerId, key } = await tester({ currency });
    expect(await balance(key)).toMatchObject({ currency, balance: amount, available: amount });
    const { text: live } = await shop.key(partnerId);
    expect(Number((await balance(live)).balance)).toBe(0);
  },
);

test('an older partner gets it once at the next start, and not again after spending it', async () => {
  const untouched = await tester();
  const { tenantId } = await tenantOf(shop.app.database.reads, untouched.partnerId, 'test');
  const spent = await tester();
  await set(spent.key, '0.00');
  // The state before tenants were created with test money: no posting, no balance.
  await shop.owner.transaction(async (tx) => {
    const of = `(SELECT p.transfer_id FROM ledger.postings p JOIN ledger.accounts a USING (account_id)
                  WHERE a.tenant_id = ${tenantId})`;
    await tx.query(`CREATE TEMP TABLE gone ON COMMIT DROP AS ${of}`);
    for (const table of ['postings', 'transfers']) {
      await tx.query(`ALTER TABLE ledger.${table} DISABLE TRIGGER append_only`);
      await tx.query(`DELETE FROM ledger.${table} WHERE transfer_id IN (SELECT * FROM gone)`);
      await tx.query(`ALTER TABLE ledger.${table} ENABLE TRIGGER append_only`);
    }
    await tx.query('UPDATE ledger.accounts SET balance = 0, version = 0 WHERE tenant_id = $1', [
      tenantId,
    ]);
  });
  const { dataDir } = shop.app.config;
  for (const _start of [1, 2]) {
    await using again = await openShop({ databaseUrl: shop.app.url, dataDir });
    expect(await again.verify()).toEqual([]);
    expect((await balance(untouched.key)).balance).toBe('10000.00');
    expect((await balance(spent.key)).balance).toBe('0.00');
  }
});

test('it can be set higher and lower, and spent', async () => {
  const { key } = await tester();
  expect(await set(key, '40.00')).toMatchObject({ status: 200, body: { balance: '40.00' } });
  expect((await place(key)).body).toMatchObject({ code: 'insufficient_balance' });
  expect(await set(key, '47')).toMatchObject({ status: 200, body: { balance: '47.00' } });
  expect((await place(key)).body).toMatchObject({ status: 'delivered' });
  expect(await balance(key)).toMatchObject({ balance: '0.00' });
  expect((await set(key, '0.00')).status).toBe(200);
  expect(await shop.verify()).toEqual([]);
});

test('it is set once per idempotency key, and a retry shows the current balance', async () => {
  const { key } = await tester();
  await set(key, '100.00', 'set-1');
  await place(key);
  const again = await set(key, '100.00', 'set-1');
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again).toMatchObject({ status: 200, body: { balance: '53.00' } });
  const other = await set(key, '200.00', 'set-1');
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
});

test('a live key is refused with the kind of key that is needed, and nothing changes', async () => {
  const { key } = await shop.buyer({ balance: '10.00' });
  const refused = await set(key, '999.00');
  expect(refused).toMatchObject({ status: 403, body: { code: 'test_key_required' } });
  expect((await balance(key)).balance).toBe('10.00');
});

test.each(['1.234', '-1', 'much', 7, '1e3', ''])('%j is not a valid balance', async (amount) => {
  const { key } = await tester();
  const { body, status } = await set(key, amount);
  expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/balance' }] }]);
  expect((await balance(key)).balance).toBe('10000.00');
});

test('it cannot be set below what orders hold; more money pays waiting invoices', async () => {
  const holding = await tester({ approvalLimit: 1 });
  expect((await place(holding.key)).body).toMatchObject({ status: 'pending' });
  expect(await set(holding.key, '46.99')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/balance', code: 'minimum' }] },
  });
  expect(await set(holding.key, '47.00')).toMatchObject({
    body: { held: '47.00', available: '0.00' },
  });

  const owing = await tester({ invoiceLimit: 100_000 });
  await set(owing.key, '0.00');
  const { body: order } = await place(owing.key, { payment: 'invoice' });
  expect(order.status).toBe('pending');
  expect((await set(owing.key, '100.00')).body.balance).toBe('53.00');
  const paid = await shop.call<Order>('GET', `/orders/${order.id}`, { key: owing.key });
  expect(paid.body.status).toBe('delivered');
  expect(await shop.verify()).toEqual([]);
});

test('set while orders are placed, it covers all accepted orders', async () => {
  const { key } = await tester({ approvalLimit: 1 });
  const acts = Array.from({ length: 30 }, (_, index) =>
    index % 3 === 0 ? set(key, String(index % 2 === 0 ? 150 : 1_000)) : place(key),
  );
  const answers = await Promise.all(acts);
  const held = answers.filter(({ status }) => status === 201).length * 47;
  const now = await balance(key);
  expect(Number(now.held)).toBe(held);
  expect(Number(now.available)).toBeGreaterThanOrEqual(0);
  for (const { status } of answers) expect([200, 201, 402, 422]).toContain(status);
  expect(await shop.verify()).toEqual([]);
});

test('the audit names who set it', async () => {
  const { key, partnerId } = await tester();
  await set(key, '5.00');
  const { tenantId } = await tenantOf(shop.app.database.reads, partnerId, 'test');
  const rows = await shop.rows<{ actor: string; detail: string }>(
    `SELECT actor, detail::text AS detail FROM audit.entries WHERE action = 'test_balance.set' AND tenant_id = $1`,
    [tenantId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.actor).toMatch(/^key:key_/);
  const detail = { before: 1_000_000, balance: 500, currency: 'USD' };
  expect(JSON.parse(rows[0]?.detail ?? '')).toEqual(detail);
});
