/**
 * Guards: a code that was replaced or refunded before anybody read it is never shown, in any form and after any kind of
 * decision; a code that had been read stays visible; and if a reveal and a decision happen at the same moment, exactly
 * one of them wins.
 */
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleWithdrawn } from '../../src/acts/index.ts';
import { formatId, parseId } from '../../src/kit/ids.ts';
import { recallFromBuyers, resolveRecall } from '../../src/recalls/index.ts';
import { listRecoveries, settleRecovery } from '../../src/supplier-claims/index.ts';
import { decide, file, openShop, type Shop, type TestLot } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Buys without revealing anything; the code ids are read from the database. */
async function bought(
  key: string,
  quantity: number,
  region = 'US',
  denomination = 50,
): Promise<{ order: Order; ids: string[] }> {
  const body = { region, denomination, quantity };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  const rows = await shop.rows<{ id: string }>(
    `SELECT code_id AS id FROM orders.codes_of(ARRAY[$1::uuid])`,
    [parseId('ord', order.id)],
  );
  return { order, ids: rows.map(({ id }) => formatId('cod', id)) };
}

let deciders = 0;
/** A decision that one person makes alone: by another person each time, so that nobody exceeds their limit. */
async function taken(at: Shop, claim: string, resolution: 'replaced' | 'refunded'): Promise<void> {
  deciders += 1;
  const { outcome } = await decide(at, claim, resolution, `staff:${deciders}`);
  expect(outcome).toBe('taken');
}

async function read(key: string, order: string): Promise<OrderCodeList['data']> {
  const { body } = await shop.call<OrderCodeList>('GET', `/orders/${order}/codes`, { key });
  return body.data;
}

describe('a code that nobody had read', () => {
  const stocked: string[] = [];

  test.each(['refunded', 'replaced'] as const)('is never shown once it is %s', async (how) => {
    const { codes: texts } = await shop.stock({ codes: 6 });
    stocked.push(...texts);
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, ids } = await bought(key, 3);
    const filed = await file(shop, key, order.id, [ids[1]], { reason: 'failed' });
    await taken(shop, filed.body.id, how);
    for (let times = 0; times < 2; times += 1) {
      const codes = await read(key, order.id);
      expect(codes.slice(0, 3).map(({ status }) => status)).toEqual([
        'delivered',
        how,
        'delivered',
      ]);
      expect(codes[1]).toMatchObject({ id: ids[1], code: null, serial: null });
      const shown = codes.filter(({ code }) => code !== null);
      expect(shown).toHaveLength(how === 'replaced' ? 3 : 2);
      for (const { code } of shown) expect(stocked).toContain(code);
    }
    const csv = await shop.call('GET', `/orders/${order.id}/codes`, {
      key,
      headers: { accept: 'text/csv' },
    });
    expect(csv.text.split('\r\n')[2]).toMatch(new RegExp(`^${ids[1]},,,,US,50,USD,,${how},$`));
    const reveals = await shop.call('GET', `/orders/${order.id}/reveals`, { key });
    const counts = (reveals.body as { data: { codes: number }[] }).data.map(({ codes }) => codes);
    expect(new Set(counts)).toEqual(new Set([how === 'replaced' ? 3 : 2]));
    expect(await shop.verify()).toEqual([]);
  });

  test('is null in sealed form too', async () => {
    await shop.stock({ codes: 3 });
    const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
    const { key } = await shop.buyer({
      balance: '1000.00',
      publicKey: JSON.stringify(await exportJWK(publicKey)),
    });
    const { order, ids } = await bought(key, 2);
    const filed = await file(shop, key, order.id, [ids[0]]);
    await taken(shop, filed.body.id, 'refunded');
    const [gone, kept] = await read(key, order.id);
    expect(gone).toMatchObject({ sealed: null, serial: null, status: 'refunded' });
    expect(gone).not.toHaveProperty('code');
    expect(kept?.sealed).toMatch(/^ey/);
  });

  test('is not shown after a recall that refunds every buyer', async () => {
    await shop.stock({ codes: 4 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const before = await bought(key, 2);
    const codes = await shop.rows<{ lot: string }>(
      `SELECT DISTINCT r.lot_id AS lot FROM orders.ranges g JOIN stock.runs r USING (run_id)
        WHERE g.order_id = $1`,
      [parseId('ord', before.order.id)],
    );
    for (const { lot: lotId } of codes) {
      await recallFromBuyers(shop.app, { lotId }, { actor: 'staff:ann' });
      await resolveRecall(shop.app, lotId, 'refunded', 'staff:bob');
    }
    const shown = await read(key, before.order.id);
    expect(shown.map(({ code, status }) => [code, status])).toEqual([
      [null, 'refunded'],
      [null, 'refunded'],
    ]);
    expect(await shop.verify()).toEqual([]);
  });

  test('is a replacement that was itself replaced or refunded before it was read', async () => {
    await shop.stock({ codes: 6 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, ids } = await bought(key, 1);
    expect((await read(key, order.id))[0]?.code).not.toBeNull();
    await taken(shop, (await file(shop, key, order.id, [ids[0]])).body.id, 'replaced');
    const [, won] = await shop.rows<{ id: string }>(
      `SELECT code_id AS id FROM orders.codes_of(ARRAY[$1::uuid])`,
      [parseId('ord', order.id)],
    );
    const second = await file(shop, key, order.id, [formatId('cod', won?.id ?? '')]);
    await taken(shop, second.body.id, 'replaced');
    const codes = await read(key, order.id);
    expect(codes.map(({ code, status }) => [code === null, status])).toEqual([
      [false, 'replaced'],
      [true, 'replaced'],
      [false, 'delivered'],
    ]);
    expect(codes.map(({ replaces }) => replaces)).toEqual([null, ids[0], codes[1]?.id]);
    expect(await shop.verify()).toEqual([]);
  });
});

test('a code that had been read stays visible, and so does one whose text the partner knows', async () => {
  await shop.stock({ codes: 4 });
  const { key } = await shop.buyer({ balance: '1000.00' });
  const first = await bought(key, 1);
  const [{ code } = { code: null }] = await read(key, first.order.id);
  await taken(shop, (await file(shop, key, first.order.id, [code])).body.id, 'refunded');
  expect((await read(key, first.order.id))[0]).toMatchObject({ code, status: 'refunded' });
  // Nobody revealed these here, but their texts are known: one was claimed by its text, one is in a message.
  await shop.stock({ region: 'GB', codes: ['KNOWN-1111', 'KNOWN-2222'] });
  const second = await bought(key, 2, 'GB');
  const filed = await file(shop, key, second.order.id, ['KNOWN-1111', second.ids[1]]);
  const words = { text: 'KNOWN 2222 does not work either.' };
  await shop.call('POST', `/claims/${filed.body.id}/messages`, { key, body: words });
  await taken(shop, filed.body.id, 'refunded');
  const shown = await read(key, second.order.id);
  expect(shown.map((each) => each.code)).toEqual(['KNOWN-1111', 'KNOWN-2222']);
  expect(await shop.verify()).toEqual([]);
});

describe('a withdrawn code', () => {
  const settle = (codeId: string, outcome: 'restocked' | 'written_off') =>
    settleWithdrawn(
      shop.app,
      { codeId: parseId('cod', codeId) ?? '', outcome },
      { actor: 'staff:stan', at: shop.clock.now() },
    );
  const recoveryOf = async (codeId: string) => {
    const [found] = await listRecoveries(shop.app.database.reads, {
      codeId: parseId('cod', codeId) ?? '',
    });
    return found?.state;
  };

  /** An order of three codes of which the middle one was refunded unread; its product has no other codes. */
  async function withdrawn(sku: { region: string; denomination: number }): Promise<{
    key: string;
    order: Order;
    id: string;
    lot: TestLot;
  }> {
    const { region, denomination } = sku;
    const lot = await shop.stock({ region, denomination, codes: 3 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, ids } = await bought(key, 3, region, denomination);
    const filed = await file(shop, key, order.id, [ids[1]], { reason: 'failed' });
    await taken(shop, filed.body.id, 'refunded');
    return { key, order, id: ids[1] ?? '', lot };
  }

  test('is sold again under another id, and can be claimed and decided like any code', async () => {
    const { key, order, id, lot } = await withdrawn({ region: 'US', denomination: 10 });
    expect(await shop.available('PSN-US-10')).toBe(0);
    await settle(id, 'restocked');
    expect(await shop.available('PSN-US-10')).toBe(1);
    expect(await recoveryOf(id)).toBe('void');
    const [line] = (await read(key, order.id)).slice(1);
    expect(line).toMatchObject({ id, code: null, status: 'refunded' });

    const other = await shop.buyer({ balance: '1000.00' });
    const again = await bought(other.key, 1, 'US', 10);
    const [won] = await read(other.key, again.order.id);
    expect(lot.codes).toContain(won?.code);
    expect(won?.id).not.toBe(id);
    const seen = (await read(key, order.id)).map(({ code }) => code);
    expect(seen).not.toContain(won?.code);
    // Its first buyer cannot claim it by its text, its second buyer can.
    expect((await file(shop, key, order.id, [won?.code])).status).toBe(422);
    const filed = await file(shop, other.key, again.order.id, [won?.code]);
    await taken(shop, filed.body.id, 'refunded');
    expect((await read(other.key, again.order.id))[0]).toMatchObject({ code: won?.code });
    const [entry] = await shop.rows<{ detail: string }>(
      `SELECT detail FROM audit.entries WHERE action = 'code.restocked' AND subject = $1`,
      [id],
    );
    expect(JSON.parse(entry?.detail ?? '')).toMatchObject({
      order: order.id,
      reissued_as: won?.id,
    });
    expect(await shop.verify()).toEqual([]);
  });

  test('is written off, and its supplier claim stays', async () => {
    const { id } = await withdrawn({ region: 'US', denomination: 20 });
    await settle(id, 'written_off');
    expect(await shop.available('PSN-US-20')).toBe(0);
    expect(await recoveryOf(id)).toBe('due');
    await expect(settle(id, 'restocked')).rejects.toMatchObject({ code: 'invalid_state' });
    await expect(settle(id, 'written_off')).rejects.toMatchObject({ code: 'invalid_state' });
    expect(await shop.verify()).toEqual([]);
  });

  test('is settled once, however many people settle it at the same moment', async () => {
    const { id } = await withdrawn({ region: 'US', denomination: 100 });
    const done = await Promise.allSettled([
      settle(id, 'restocked'),
      settle(id, 'written_off'),
      settle(id, 'restocked'),
    ]);
    const outcomes = done.map((each) =>
      each.status === 'rejected' ? each.reason.code : 'settled',
    );
    expect(outcomes.sort()).toEqual(['invalid_state', 'invalid_state', 'settled']);
    expect(await shop.verify()).toEqual([]);
  });

  test('is not sold again if its lot was recalled or its supplier refunded it', async () => {
    const recalled = await withdrawn({ region: 'JP', denomination: 1100 });
    await recallFromBuyers(shop.app, { lotId: recalled.lot.lotId }, { actor: 'staff:ann' });
    await expect(settle(recalled.id, 'restocked')).rejects.toMatchObject({ code: 'invalid_state' });
    const paid = await withdrawn({ region: 'GB', denomination: 50 });
    await shop.app.database.transaction((tx) =>
      settleRecovery(
        tx,
        parseId('cod', paid.id) ?? '',
        { state: 'recovered', recovered: 100 },
        { actor: 'staff:ann', at: shop.clock.now() },
      ),
    );
    await expect(settle(paid.id, 'restocked')).rejects.toMatchObject({ code: 'invalid_state' });
    expect(await shop.available('PSN-GB-50')).toBe(0);
    expect(await shop.verify()).toEqual([]);
  });
});

describe('the checks find', () => {
  test('a code that was replaced or refunded unread and not withdrawn', async () => {
    const { order, broken } = await damaged('DELETE FROM orders.withdrawn WHERE order_id = $1');
    expect(broken.some((each) => each.startsWith('O4: '))).toBe(true);
    expect(order.status).toBe('delivered');
  });

  test('a reveal that showed a withdrawn code', async () => {
    const { broken } = await damaged(
      `UPDATE orders.withdrawn SET withdrawn_at = withdrawn_at WHERE order_id = $1`,
      true,
    );
    expect(broken.some((each) => each.startsWith('O4b: '))).toBe(true);
  });

  /** Returns what the checks report of a shop of its own after one statement and a reveal. */
  async function damaged(statement: string, reads = false) {
    await using own = await openShop();
    await own.stock({ codes: 2 });
    const { key } = await own.buyer({ balance: '1000.00' });
    const body = { region: 'US', denomination: 50, quantity: 1 };
    const { body: order } = await own.call<Order>('POST', '/orders', { key, body });
    const [code] = await own.rows<{ id: string }>(
      'SELECT code_id AS id FROM orders.codes_of(ARRAY[$1::uuid])',
      [parseId('ord', order.id)],
    );
    const filed = await file(own, key, order.id, [formatId('cod', code?.id ?? '')]);
    await taken(own, filed.body.id, 'refunded');
    expect(await own.verify()).toEqual([]);
    if (reads) await readAsBefore(own, key, order.id);
    await own.owner.transaction((tx) => tx.query(statement, [parseId('ord', order.id)]));
    return { order, broken: await own.verify() };
  }

  /** Reveals codes with a database from before there were withdrawn codes. */
  async function readAsBefore(own: Shop, key: string, order: string): Promise<void> {
    const database = own.owner;
    await database.transaction(async (tx) => {
      await tx.query('CREATE TABLE orders.kept AS SELECT * FROM orders.withdrawn');
      await tx.query('DELETE FROM orders.withdrawn');
    });
    const { body } = await own.call<OrderCodeList>('GET', `/orders/${order}/codes`, { key });
    expect(body.data[0]?.code).not.toBeNull();
    await database.transaction((tx) =>
      tx.query('INSERT INTO orders.withdrawn SELECT * FROM orders.kept'),
    );
  }
});

test('if a reveal and a decision happen at the same moment, exactly one wins', async () => {
  await shop.stock({ codes: 60 });
  const outcomes = new Set<string>();
  for (let round = 0; round < 24; round += 1) {
    const { key } = await shop.buyer({ balance: '100.00' });
    const { order, ids } = await bought(key, 1);
    const filed = await file(shop, key, order.id, ids);
    const [codes] = await Promise.all([
      read(key, order.id),
      taken(shop, filed.body.id, 'refunded'),
    ]);
    const [{ code: then } = { code: undefined }] = codes;
    const [{ code: after } = { code: undefined }] = await read(key, order.id);
    expect(after).toBe(then);
    const withdrawn = await shop.rows('SELECT FROM orders.withdrawn WHERE code_id = $1', [
      parseId('cod', ids[0] ?? ''),
    ]);
    expect(withdrawn).toHaveLength(then === null ? 1 : 0);
    outcomes.add(String(then === null));
  }
  expect(outcomes.size).toBeGreaterThan(0);
  expect(await shop.verify()).toEqual([]);
});
