/**
 * Guards: a bad lot is recalled in one action. Unsold codes are no longer sold, every buyer gets a claim and one
 * notification, however often the recall runs; and the claims are decided together, with four-eyes approval above a
 * limit.
 */

import type { Claim, Order } from '@psnb2b/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { recallFromBuyers, resolveRecall } from '../../src/recalls/index.ts';
import { claimFigures } from '../../src/reports/index.ts';
import { listRecoveries, settleRecovery } from '../../src/supplier-claims/index.ts';
import { setSupplier } from '../../src/suppliers/index.ts';
import { buy, decide, file, openShop, type Shop, supplierNamed } from '../../testkit/index.ts';

let clock: DrivenClock;
let shop: Shop;
beforeEach(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
});
afterEach(() => shop[Symbol.asyncDispose]());

async function withCost(codes: number, prefix: string): Promise<string> {
  const lines = Array.from({ length: codes }, (_, n) => `US,50,${prefix}-${1000 + n}-CODE,41.20`);
  return shop.importFile(['region,denomination,code,cost', ...lines, ''].join('\n'));
}

const claimsOf = async (key: string) =>
  (await shop.call('GET', '/claims?limit=100', { key })).body.data as Claim[];

test('1,000 sold codes over 40 partners: one action, one notification per partner', async () => {
  const lotId = await withCost(1_010, 'BAD');
  const keys: string[] = [];
  for (let partner = 0; partner < 40; partner += 1) {
    const { key } = await shop.buyer({ balance: '2000.00' });
    keys.push(key);
    await buy(shop, key, 10);
    await buy(shop, key, 15);
  }
  await shop.stock({ codes: 400 });
  // Long after every claim window has ended.
  clock.advance(30 * 24 * 3_600_000);
  const began = performance.now();
  const done = await recallFromBuyers(
    shop.app,
    { lotId, note: 'A bad batch.' },
    { actor: 'staff:ann' },
  );
  const recalledMs = performance.now() - began;
  expect(done).toMatchObject({ unsold: 10, sold: 1_000, held: 0 });
  expect(done.buyers).toHaveLength(40);
  for (const buyer of done.buyers) {
    expect(buyer).toMatchObject({ orders: 2, codes: 25, claimedBefore: 0, told: true });
    expect(buyer.claims).toHaveLength(2);
  }
  const [notices] = await shop.rows<{ told: number }>(
    'SELECT count(*) AS told FROM recalls.notices',
  );
  expect(notices?.told).toBe(40);
  const [first] = await claimsOf(keys[0] ?? '');
  expect(first).toMatchObject({ origin: 'recall', status: 'open', description: 'A bad batch.' });
  expect(await shop.verify()).toEqual([]);

  // Nothing is left to do.
  const again = await recallFromBuyers(shop.app, { lotId }, { actor: 'staff:ann' });
  expect(again.unsold).toBe(10);
  for (const { claims, told } of again.buyers) expect([claims.length, told]).toEqual([0, false]);

  // 80 claims of 47,000.00 together: each is below the limit, their sum is not.
  const proposed = await resolveRecall(shop.app, lotId, 'replaced_or_refunded', 'staff:ann');
  expect(proposed).toEqual({ taken: 0, proposed: 80, refused: {} });
  const alone = await resolveRecall(shop.app, lotId, 'replaced_or_refunded', 'staff:ann');
  expect(alone).toEqual({ taken: 0, proposed: 0, refused: { invalid_state: 80 } });
  const since = performance.now();
  const taken = await resolveRecall(shop.app, lotId, 'replaced_or_refunded', 'staff:bob');
  const resolvedMs = performance.now() - since;
  expect(taken).toEqual({ taken: 80, proposed: 0, refused: {} });
  console.log(
    `recall of 1,000 sold codes over 40 partners: ${Math.round(recalledMs)} ms; ` +
      `all of them decided: ${Math.round(resolvedMs)} ms`,
  );
  const [made] = await shop.rows<{ replaced: number; refunded: number }>(
    `SELECT count(*) FILTER (WHERE state = 'replaced') AS replaced,
            count(*) FILTER (WHERE state = 'refunded') AS refunded FROM claims.codes`,
  );
  expect((made?.replaced ?? 0) + (made?.refunded ?? 0)).toBe(1_000);
  expect(made?.replaced).toBeGreaterThan(380);
  expect(await shop.verify()).toEqual([]);
}, 120_000);

test('codes with a claim stay in it, and waiting orders get other codes', async () => {
  const lotId = await withCost(6, 'BAD');
  const { key } = await shop.buyer({ balance: '1000.00' });
  const { order, codes } = await buy(shop, key, 3);
  const mine = await file(shop, key, order.id, [codes[0]?.id]);
  const refunded = await file(shop, key, order.id, [codes[1]?.id]);
  await decide(shop, refunded.body.id, 'refunded');
  const { partnerId, key: holder } = await shop.buyer({ invoiceLimit: 100_000 });
  const body = { region: 'US', denomination: 50, quantity: 2, payment: 'invoice' };
  const waiting = await shop.call<Order>('POST', '/orders', { key: holder, body });
  await shop.stock({ codes: 2 });
  const done = await recallFromBuyers(shop.app, { lotId }, { actor: 'staff:ann' });
  expect(done).toMatchObject({ unsold: 1, held: 2, sold: 3 });
  expect(done.buyers).toMatchObject([{ codes: 3, claimedBefore: 2, told: true }]);
  const opened = (await claimsOf(key)).find(({ origin }) => origin === 'recall');
  expect(opened?.codes.map(({ id }) => id)).toEqual([codes[2]?.id]);
  await shop.call('POST', `/claims/${mine.body.id}/withdraw`, { key });
  const later = await recallFromBuyers(shop.app, { lotId }, { actor: 'staff:ann' });
  expect(later.buyers[0]).toMatchObject({ told: false, claimedBefore: 1 });
  expect(later.buyers[0]?.claims).toHaveLength(1);
  await shop.deposit(partnerId, '94.00');
  const paid = await shop.call<Order>('GET', `/orders/${waiting.body.id}`, { key: holder });
  expect(paid.body.status).toBe('delivered');
  expect((await recallFromBuyers(shop.app, { lotId }, { actor: 'staff:ann' })).buyers).toHaveLength(
    1,
  );
  expect(await shop.verify()).toEqual([]);
});

test('two simultaneous recalls open every claim once', async () => {
  const lotId = await withCost(20, 'BAD');
  const keys: string[] = [];
  for (let partner = 0; partner < 4; partner += 1) {
    const { key } = await shop.buyer({ balance: '1000.00' });
    keys.push(key);
    await buy(shop, key, 5);
  }
  const runs = await Promise.all(
    Array.from({ length: 3 }, () => recallFromBuyers(shop.app, { lotId }, { actor: 'staff:ann' })),
  );
  const told = runs.flatMap(({ buyers }) => buyers.filter((buyer) => buyer.told));
  expect(told).toHaveLength(4);
  for (const key of keys) expect(await claimsOf(key)).toHaveLength(1);
  expect(await shop.verify()).toEqual([]);
});

test('supplier claims are booked with amount and date, and settled once', async () => {
  await withCost(3, 'BAD');
  const { database } = shop.app;
  const by = { actor: 'staff:ann', at: clock.now() };
  const supplierId = await supplierNamed(database, 'A supplier');
  await database.transaction((tx) => setSupplier(tx, supplierId, { claimDays: 14 }, by));
  const { key } = await shop.buyer({ balance: '1000.00' });
  const { order, codes } = await buy(shop, key, 2);
  const filed = await file(
    shop,
    key,
    order.id,
    codes.map(({ id }) => id),
  );
  await decide(shop, filed.body.id, 'refunded');
  const owed = await listRecoveries(database.reads, { supplierId });
  expect(owed).toHaveLength(2);
  const dueAt = new Date(clock.now().getTime() + 14 * 24 * 3_600_000);
  const debt = { supplier: 'A supplier', amount: 4_120, currency: 'USD', state: 'due', dueAt };
  expect(owed[0]).toMatchObject(debt);
  const settle = (state: 'asked' | 'recovered', recovered: number | null) =>
    database.transaction((tx) =>
      settleRecovery(tx, owed[0]?.codeId ?? '', { state, recovered }, by),
    );
  await expect(settle('recovered', null)).rejects.toThrow('validation_failed');
  await settle('asked', null);
  await settle('recovered', 4_000);
  await expect(settle('asked', null)).rejects.toThrow('invalid_state');
  expect(await listRecoveries(database.reads, { state: 'recovered' })).toMatchObject([
    { recovered: 4_000 },
  ]);
  expect(await shop.verify()).toEqual([]);
});

test('reports show who supplies bad codes, who claims them, and how long decisions take', async () => {
  const bad = await withCost(10, 'BAD');
  const { partnerId, key } = await shop.buyer({ balance: '1000.00' });
  const { order, codes } = await buy(shop, key, 8);
  const [one, two, three] = codes.map(({ id }) => id);
  const filed = await file(shop, key, order.id, [one, two]);
  const rejected = await file(shop, key, order.id, [three]);
  clock.advance(3_600_000);
  await decide(shop, filed.body.id, 'refunded');
  clock.advance(3_600_000);
  await decide(shop, rejected.body.id, 'rejected');
  const { reads } = shop.app.database;
  const rate = { sold: 8, claimed: 3, approved: 2, rateBps: 2_500 };
  const supplierId = await supplierNamed(shop.app.database, 'A supplier');
  const figures = await claimFigures(reads, shop.app.products, clock.now(), 2);
  expect(figures.lots).toMatchObject([{ name: bad, ...rate }]);
  expect(figures.suppliers).toMatchObject([{ name: supplierId, title: 'A supplier', ...rate }]);
  expect(figures.partners).toMatchObject([{ name: partnerId, ...rate }]);
  expect(figures.regions).toMatchObject([{ name: 'US', ...rate }]);
  expect(figures.times).toEqual([
    {
      priority: 'high',
      claims: 2,
      decided: 2,
      answerMedianMs: 1.5 * 3_600_000,
      decisionMedianMs: 1.5 * 3_600_000,
      decisionP90Ms: 1.9 * 3_600_000,
      inTime: 2,
    },
  ]);
  expect(parseId('ord', order.id)).not.toBeNull();
});
