/**
 * Guards: decisions on claims. A code is replaced from another lot, refunded to the cent or rejected with a reason,
 * once, with its events, and with four-eyes approval above a limit.
 */
import type { Balance, Claim, Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideClaim } from '../../src/claims/index.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { tenantOf } from '../../src/partners/index.ts';
import { buy, decide, file, openShop, type Shop } from '../../testkit/index.ts';

const WINDOW_MS = 168 * 3_600_000;

let clock: DrivenClock;
let shop: Shop;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => clock.advance(60_000));

async function codesOf(key: string, order: string): Promise<OrderCodeList['data']> {
  return (await shop.call<OrderCodeList>('GET', `/orders/${order}/codes`, { key })).body.data;
}

async function balanceOf(key: string): Promise<string> {
  return (await shop.call<Balance>('GET', '/balance', { key })).body.balance;
}

async function eventsOf(claim: string): Promise<{ from: string | null; to: string }[]> {
  const rows = await shop.rows<{ data: string }>(
    `SELECT data FROM events.outbox WHERE type = 'claim.status_changed' AND subject = $1
      ORDER BY sequence`,
    [parseId('clm', claim)],
  );
  return rows.map(({ data }) => {
    const { claim, previous_status: from } = JSON.parse(data);
    return { from, to: claim.status };
  });
}

describe('a decision', () => {
  test('replaces from another lot, in addition to the order’s quantity, and shows the new code with the order', async () => {
    const bad = await shop.stock({ codes: 10 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 2);
    const good = await shop.stock({ codes: 3 });
    const filed = await file(shop, key, order.id, [codes[1]?.id]);
    const { claim, outcome } = await decide(shop, filed.body.id, 'replaced');
    expect([outcome, claim.status, claim.sequence]).toEqual(['taken', 'approved', 3]);
    const after = await codesOf(key, order.id);
    expect(after.map(({ status }) => status)).toEqual(['delivered', 'replaced', 'delivered']);
    expect(after.slice(0, 2).map(({ code }) => code)).toEqual(codes.map(({ code }) => code));
    const [, , won] = after;
    expect(good.codes).toContain(won?.code);
    expect(bad.codes).not.toContain(won?.code);
    expect(won).toMatchObject({
      replaces: codes[1]?.id,
      delivered_at: clock.now().toISOString(),
      claimable_until: new Date(clock.now().getTime() + WINDOW_MS).toISOString(),
    });
    const read = await shop.call<Claim>('GET', `/claims/${filed.body.id}`, { key });
    expect(read.body.codes).toMatchObject([{ resolution: 'replaced', replacement: won?.id }]);
    expect(await eventsOf(filed.body.id)).toEqual([
      { from: null, to: 'open' },
      { from: 'open', to: 'under_review' },
      { from: 'under_review', to: 'approved' },
    ]);
    expect(await balanceOf(key)).toBe('906.00');
    const csv = await shop.call('GET', `/orders/${order.id}/codes`, {
      key,
      headers: { accept: 'text/csv' },
    });
    expect(csv.text.trimEnd().split('\r\n').at(-1)).toMatch(
      new RegExp(`^${won?.id},.*,delivered,${codes[1]?.id}$`),
    );
    expect(await shop.verify()).toEqual([]);
  });

  test('replaces from the same lot if there is no other, and is refused if stock is short', async () => {
    await shop.prices('region,denomination,currency,list_price\nGB,50,USD,60.00\n');
    await shop.stock({ region: 'GB', codes: 3 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const body = { region: 'GB', denomination: 50, quantity: 2 };
    const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
    const codes = await codesOf(key, order.id);
    const both = await file(
      shop,
      key,
      order.id,
      codes.map(({ id }) => id),
    );
    await expect(decide(shop, both.body.id, 'replaced')).rejects.toMatchObject({
      code: 'out_of_stock',
      members: { available: 1 },
    });
    const still = await shop.call<Claim>('GET', `/claims/${both.body.id}`, { key });
    expect(still.body).toMatchObject({ status: 'open', sequence: 1 });
    await shop.call('POST', `/claims/${both.body.id}/withdraw`, { key });
    const one = await file(shop, key, order.id, [codes[0]?.id]);
    await decide(shop, one.body.id, 'replaced');
    expect((await codesOf(key, order.id)).map(({ replaces }) => replaces)).toEqual([
      null,
      null,
      codes[0]?.id,
    ]);
    expect(await shop.available('PSN-GB-50')).toBe(0);
    expect(await shop.verify()).toEqual([]);
  });

  test('refunds the price paid to the cent, once, and reduces the tier volume by it', async () => {
    await shop.stock({ codes: 3 });
    const { partnerId, key } = await shop.buyer({ balance: '1000.00' });
    await shop.ownPrice(partnerId, 'US,50,USD,46.37');
    const { order, codes } = await buy(shop, key, 3);
    await shop.ownPrice(partnerId, 'US,50,USD,12.00');
    expect(await balanceOf(key)).toBe('860.89');
    const filed = await file(shop, key, order.id, [codes[0]?.id, codes[2]?.id]);
    const { claim } = await decide(shop, filed.body.id, 'refunded');
    expect(claim.status).toBe('approved');
    expect(await balanceOf(key)).toBe('953.63');
    await expect(decide(shop, filed.body.id, 'refunded')).rejects.toThrow('invalid_state');
    const read = await shop.call<Claim>('GET', `/claims/${filed.body.id}`, { key });
    expect(read.body).toMatchObject({
      refunded: '92.74',
      codes: [{ refund: '46.37' }, { refund: '46.37' }],
    });
    const after = await codesOf(key, order.id);
    expect(after.map(({ status }) => status)).toEqual(['refunded', 'delivered', 'refunded']);
    const told = await shop.call<Order>('GET', `/orders/${order.id}`, { key });
    expect(told.body).toMatchObject({ total: '139.11', refunded: '92.74' });
    await shop.tiers('name,currency,volume_30d,discount_bps\nFirst,USD,0,0\n');
    await shop.recomputeTiers();
    const { body } = await shop.call<Balance>('GET', '/balance', { key });
    expect(body.tier?.volume_30d).toBe('46.37');
    expect(await shop.verify()).toEqual([]);
  });

  test('per code: one replaced, one refunded, one rejected with its reason', async () => {
    await shop.stock({ codes: 4 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 3);
    const filed = await file(
      shop,
      key,
      order.id,
      codes.map(({ id }) => id),
    );
    const { database } = shop.app;
    const tenant = await tenantOf(database.reads, await partnerOf(filed.body.id), 'live');
    const claimId = parseId('clm', filed.body.id) ?? '';
    const by = { actor: 'staff:ann', at: clock.now() };
    const [a = '', b = '', c = ''] = codes.map(({ id }) => parseId('cod', id) ?? '');
    await expect(
      decideClaim(
        shop.app,
        tenant,
        claimId,
        () => ({
          codes: [
            { codeId: a, resolution: 'replaced' },
            { codeId: a, resolution: 'refunded' },
            { codeId: b, resolution: 'rejected', detail: ' ' },
          ],
        }),
        by,
      ),
    ).rejects.toMatchObject({
      details: {
        errors: [
          { pointer: '/codes/1/id', code: 'repeated' },
          { pointer: '/codes/2/detail', code: 'required' },
          { pointer: '/codes', code: 'required' },
        ],
      },
    });
    await decideClaim(
      shop.app,
      tenant,
      claimId,
      () => ({
        codes: [
          { codeId: c, resolution: 'rejected', detail: 'It was redeemed by your customer.' },
          { codeId: a, resolution: 'replaced' },
          { codeId: b, resolution: 'refunded' },
        ],
      }),
      by,
    );
    const read = await shop.call<Claim>('GET', `/claims/${filed.body.id}`, { key });
    expect(read.body.status).toBe('approved');
    expect(read.body.codes.map(({ resolution }) => resolution)).toEqual([
      'replaced',
      'refunded',
      'rejected',
    ]);
    expect(read.body.codes[2]?.detail).toBe('It was redeemed by your customer.');
    expect(await balanceOf(key)).toBe('906.00');
    // Only the rejected code may be claimed again.
    expect((await file(shop, key, order.id, [codes[2]?.id])).status).toBe(201);
    expect((await file(shop, key, order.id, [codes[1]?.id])).status).toBe(409);
    expect(await shop.verify()).toEqual([]);
  });

  test('above the limit needs two people who make the same decision', async () => {
    await shop.stock({ codes: 12 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 12);
    const filed = await file(
      shop,
      key,
      order.id,
      codes.map(({ id }) => id),
    );
    const { id } = filed.body;
    expect(await decide(shop, id, 'refunded', 'staff:ann')).toMatchObject({
      outcome: 'proposed',
      claim: { status: 'open' },
    });
    await expect(decide(shop, id, 'refunded', 'staff:ann')).rejects.toThrow(/another person/);
    expect(await balanceOf(key)).toBe('436.00');
    // A different decision of a second person is a proposal of its own.
    expect((await decide(shop, id, 'replaced', 'staff:bob')).outcome).toBe('proposed');
    expect((await decide(shop, id, 'refunded', 'staff:bob')).outcome).toBe('proposed');
    expect((await decide(shop, id, 'refunded', 'staff:ann')).outcome).toBe('taken');
    expect(await balanceOf(key)).toBe('1000.00');
    const [row] = await shop.rows(
      `SELECT proposed_by, taken_by FROM claims.decisions WHERE state = 'taken' AND claim_id = $1`,
      [parseId('clm', id)],
    );
    expect(row).toEqual({ proposed_by: 'staff:bob', taken_by: 'staff:ann' });
    // Rejecting costs nothing, so it needs no second person.
    expect(await shop.verify()).toEqual([]);
  });

  test('in test mode always finds another code', async () => {
    const { key } = await shop.buyer({ balance: '20000.00', mode: 'test' });
    const { order, codes } = await buy(shop, key, 1);
    const filed = await file(shop, key, order.id, [codes[0]?.id]);
    // No test stock that was made for the order is left.
    const rest = await shop.rows<{ available: number }>(
      `SELECT sum(available) AS available FROM stock.shelves WHERE mode = 'test'`,
    );
    await buy(shop, key, rest[0]?.available ?? 0);
    const { claim } = await decide(shop, filed.body.id, 'replaced');
    expect(claim).toMatchObject({ status: 'approved', mode: 'test' });
    const [, won] = await codesOf(key, order.id);
    expect(won?.code).toMatch(/^TEST-/);
    expect(await shop.verify()).toEqual([]);
  });

  test('attempted ten times at once takes effect once', async () => {
    await shop.stock({ codes: 4 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 2);
    const filed = await file(
      shop,
      key,
      order.id,
      codes.map(({ id }) => id),
    );
    const done = await Promise.allSettled(
      Array.from({ length: 10 }, (_, turn) =>
        decide(shop, filed.body.id, turn % 2 ? 'refunded' : 'replaced', `staff:${turn}`),
      ),
    );
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await shop.verify()).toEqual([]);
  });
});

async function partnerOf(claim: string): Promise<string> {
  const [row] = await shop.rows<{ partner_id: string }>(
    `SELECT t.partner_id FROM claims.claims c JOIN partners.tenants t USING (tenant_id)
      WHERE c.claim_id = $1`,
    [parseId('clm', claim)],
  );
  return row?.partner_id ?? '';
}
