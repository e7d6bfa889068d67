/**
 * Guards: codes that nobody has read can be returned, and no others. All the codes of a return come back in one commit, or none:
 * the price paid returns to the balance, the codes are for sale again under other ids, and the order says so.
 */
import type { Balance, Order, OrderCodeList } from '@psnb2b/contract';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { formatId } from '../../src/kit/ids.ts';
import { setReturnTerms } from '../../src/orders/index.ts';
import { recallFromBuyers } from '../../src/recalls/index.ts';
import { createWorker } from '../../src/worker.ts';
import { decide, file, openShop, runHere, type Shop } from '../../testkit/index.ts';

const SKU = 'PSN-US-50';
const HOUR_MS = 3_600_000;
let clock: DrivenClock;
let shop: Shop;
let partnerId: string;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  await shop.stock({ codes: 200 });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  clock.advance(1);
  ({ partnerId, key } = await shop.buyer({ balance: '500.00' }));
});

type Refused = Order & {
  code?: string;
  codes?: string[];
  claim_id?: string;
  errors?: { pointer: string; code: string }[];
};
const give = (order: string, codes: readonly (string | undefined)[], more = {}, as = key) =>
  shop.call<Refused>('POST', `/orders/${order}/returns`, { key: as, body: { codes }, ...more });
const codesOf = async (order: string, query = ''): Promise<OrderCodeList['data']> =>
  (await shop.call<OrderCodeList>('GET', `/orders/${order}/codes${query}`, { key })).body.data;
const masked = (order: string) => codesOf(order, '?masked=true');
const money = async () => (await shop.call<Balance>('GET', '/balance', { key })).body;

async function bought(quantity = 3, as = key) {
  const body = { region: 'US', denomination: 50, quantity };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key: as, body });
  const path = `/orders/${order.id}/codes?masked=true`;
  const { body: list } = await shop.call<OrderCodeList>('GET', path, { key: as });
  return { order, id: order.id, ids: list.data.map((code) => code.id) };
}

const setHours = (hours: number) =>
  shop.app.database.transaction((tx) =>
    setReturnTerms(tx, hours, { actor: 'operator:test', at: clock.now() }),
  );

describe('a return', () => {
  test('refunds the price paid, restocks the codes, reduces the volume, and the order shows it', async () => {
    await shop.ownPrice(partnerId, 'US,50,USD,46.37');
    const { order, id, ids } = await bought(4);
    await shop.ownPrice(partnerId, 'US,50,USD,12.00');
    const stock = await shop.available(SKU);
    clock.advance(HOUR_MS);
    const returned = await give(id, [ids[1], ids[3]]);
    expect(returned).toMatchObject({
      status: 200,
      body: { ...order, refunded: '92.74', sequence: 4 },
    });
    expect((await shop.call<Order>('GET', `/orders/${id}`, { key })).text).toBe(returned.text);
    expect(await money()).toMatchObject({ balance: '407.26', held: '0.00' });
    expect(await shop.available(SKU)).toBe(stock + 2);
    const events = await shop.call('GET', '/events?limit=100', { key });
    const { data } = (events.body as { data: { data: object }[] }).data.at(-1) ?? {};
    expect(data).toEqual({ order: returned.body, previous_status: 'delivered' });
    const codes = await codesOf(id);
    expect(codes.map(({ status, code }) => [status, code === null])).toEqual([
      ['delivered', false],
      ['returned', true],
      ['delivered', false],
      ['returned', true],
    ]);
    expect(codes.map((code) => code.id)).toEqual(ids);
    const csv = await shop.call('GET', `/orders/${id}/codes`, {
      key,
      headers: { accept: 'text/csv' },
    });
    expect(csv.text).toContain(`${ids[1]},,,,US,50,USD,,returned,`);
    const [audit] = await shop.rows<{ detail: string; actor: string }>(
      `SELECT detail, actor FROM audit.entries WHERE action = 'codes.returned' AND subject = $1`,
      [id],
    );
    expect(JSON.parse(audit?.detail ?? '')).toEqual({
      ...{ codes: [ids[1], ids[3]], amount: '92.74', currency: 'USD' },
    });
    await shop.tiers('name,currency,volume_30d,discount_bps\nFirst,USD,0,0\n');
    await shop.recomputeTiers();
    expect((await money()).tier?.volume_30d).toBe('92.74');
    expect(await shop.verify()).toEqual([]);
  });

  test('puts each code on sale once, under another id, and its next buyer can return it too', async () => {
    const { codes: texts } = await shop.stock({ region: 'GB', denomination: 50, codes: 3 });
    const ordered = { region: 'GB', denomination: 50, quantity: 3 };
    const buy = async () => {
      const { body } = await shop.call<Order>('POST', '/orders', { key, body: ordered });
      return { id: body.id, ids: (await masked(body.id)).map((code) => code.id) };
    };
    const first = await buy();
    await give(first.id, first.ids);
    const second = await buy();
    expect(new Set([...first.ids, ...second.ids]).size).toBe(6);
    await give(second.id, second.ids.slice(0, 1));
    await give(second.id, second.ids.slice(1));
    const third = await buy();
    const read = await codesOf(third.id);
    expect(read.map(({ code }) => code).sort()).toEqual([...texts].sort());
    expect((await masked(first.id)).map(({ status }) => status)).toEqual(Array(3).fill('returned'));
    expect((await codesOf(second.id)).map(({ code }) => code)).toEqual([null, null, null]);
    expect((await give(third.id, third.ids)).body.code).toBe('code_revealed');
    expect(await shop.verify()).toEqual([]);
  });

  test('fills an order that waits for these codes, in the same commit', async () => {
    await shop.stock({ denomination: 100, codes: 2 });
    const body = { region: 'US', denomination: 100, quantity: 2 };
    const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
    const { key: later } = await shop.buyer({ balance: '500.00' });
    const waiting = await shop.call<Order>('POST', '/orders', {
      ...{ key: later, body: { ...body, fill: 'wait' } },
    });
    expect(waiting.body.status).toBe('pending');
    const ids = (await masked(order.id)).map((code) => code.id);
    expect((await give(order.id, ids)).body.refunded).toBe('186.00');
    const filled = await shop.call<Order>('GET', `/orders/${waiting.body.id}`, { key: later });
    expect(filled.body.status).toBe('delivered');
    expect(await shop.available('PSN-US-100')).toBe(0);
    expect(await shop.verify()).toEqual([]);
  });

  test('repeated with its key is answered again and done once', async () => {
    const { id, ids } = await bought();
    const first = await give(id, ids.slice(0, 2), { idempotencyKey: 'return-1' });
    const again = await give(id, ids.slice(0, 2), { idempotencyKey: 'return-1' });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await give(id, ids.slice(2), { idempotencyKey: 'return-1' })).body.code).toBe(
      'idempotency_key_reused',
    );
    expect((await money()).balance).toBe('453.00');
  });

  test('of a replacement that nobody has read gives its price back once', async () => {
    const { id, ids } = await bought(1);
    const { body } = await file(shop, key, id, [ids[0]]);
    await decide(shop, body.id, 'replaced', 'staff:rosa');
    const [, replacement] = await masked(id);
    const returned = await give(id, [replacement?.id]);
    expect(returned.body).toMatchObject({ status: 'delivered', total: '47.00', refunded: '47.00' });
    expect((await codesOf(id)).map(({ status }) => status)).toEqual(['replaced', 'returned']);
    expect((await give(id, ids)).body).toMatchObject({ code: 'code_already_claimed' });
    expect(await shop.verify()).toEqual([]);
  });

  test('of codes in test mode works as of live ones', async () => {
    const { text: testKey } = await shop.key(partnerId, { mode: 'test' });
    const { id, ids } = await bought(2, testKey);
    const { body } = await give(id, ids, {}, testKey);
    expect(body).toMatchObject({ mode: 'test', refunded: '94.00' });
    expect(await shop.verify()).toEqual([]);
  });

  test('counts in the metrics and on the command line', async () => {
    const { id, ids } = await bought(4);
    await give(id, ids.slice(0, 3));
    await using worker = createWorker(shop.app);
    await worker.drain();
    expect(await shop.app.metrics.text()).toMatch(
      /psnb2b_codes_returned_day\{currency="USD"\} \d+/,
    );
    const listed = await runHere(shop, ['orders', 'returns', '--json']);
    expect(listed.value[0]).toMatchObject({ id, codes: 3, amount: '141.00', currency: 'USD' });
    const set = (hours: string) => runHere(shop, ['orders', 'return-window', '--hours', hours]);
    expect((await set('24')).out).toContain('for 24 hours');
    expect((await set('721')).code).not.toBe(0);
  });
});

describe('what cannot be returned', () => {
  /** Nothing moved: neither money nor stock, and the order is as it was. */
  async function expectRefused(
    id: string,
    codes: readonly (string | undefined)[],
    expected: object,
    as = key,
  ) {
    const [before, stock] = [await money(), await shop.available(SKU)];
    expect(await give(id, codes, {}, as)).toMatchObject(expected);
    expect(await money()).toEqual(before);
    expect(await shop.available(SKU)).toBe(stock);
    expect(await shop.verify()).toEqual([]);
  }

  test('a code that was read, alone or with its order, in the clear or sealed, or named in a claim', async () => {
    const { id, ids } = await bought(3);
    await codesOf(id, `?code=${ids[1]}`);
    const refused = (codes: (string | undefined)[], at: number[]) => ({
      status: 409,
      body: {
        ...{ code: 'code_revealed', codes },
        errors: at.map((index) => ({ pointer: `/codes/${index}`, code: 'revealed' })),
      },
    });
    await expectRefused(id, [ids[0], ids[1]], refused([ids[1]], [1]));
    await codesOf(id);
    await expectRefused(id, [ids[2], ids[0]], refused([ids[2], ids[0]], [0, 1]));
    const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
    const jwk = JSON.stringify(await exportJWK(publicKey));
    const { key: sealing } = await shop.buyer({ balance: '500.00', publicKey: jwk });
    const sealed = await bought(2, sealing);
    const path = `/orders/${sealed.id}/codes?code=${sealed.ids[0]}`;
    await shop.call('GET', path, { key: sealing });
    const answer = await give(sealed.id, sealed.ids, {}, sealing);
    expect(answer).toMatchObject(refused([sealed.ids[0]], [0]));
    expect((await give(sealed.id, [sealed.ids[1]], {}, sealing)).status).toBe(200);
    const { codes: texts } = await shop.stock({ denomination: 20, codes: ['KNOW-N000-TEXT'] });
    const body = { region: 'US', denomination: 20, quantity: 1 };
    const named = (await shop.call<Order>('POST', '/orders', { key, body })).body.id;
    const claim = await file(shop, key, named, [texts[0]]);
    await shop.call('POST', `/claims/${claim.body.id}/withdraw`, { key });
    const [known] = await masked(named);
    await expectRefused(named, [known?.id], refused([known?.id], [0]));
  });

  test('a code in a claim, or replaced or refunded through one; after its end it can', async () => {
    const { id, ids } = await bought(4);
    const claims = await Promise.all(
      ids.slice(0, 3).map((code) => file(shop, key, id, [code]).then(({ body }) => body.id)),
    );
    await decide(shop, claims[0] ?? '', 'replaced', 'staff:sam');
    await decide(shop, claims[1] ?? '', 'refunded', 'staff:tom');
    for (const index of [0, 1, 2]) {
      await expectRefused(id, [ids[3], ids[index]], {
        status: 409,
        body: {
          ...{ code: 'code_already_claimed', claim_id: claims[index] },
          errors: [{ pointer: '/codes/1', code: 'already_claimed' }],
        },
      });
    }
    expect((await masked(id)).map(({ returnable_until }) => returnable_until !== null)).toEqual([
      ...[false, false, false, true, true],
    ]);
    await decide(shop, claims[2] ?? '', 'rejected', 'staff:uma');
    expect((await give(id, [ids[2], ids[3]])).body.refunded).toBe('141.00');
    expect(await shop.verify()).toEqual([]);
  });

  test('a code of nobody or of another order, one named twice, and one that was returned', async () => {
    const [{ id, ids }, other] = [await bought(3), await bought(1)];
    const fault = (index: number, code: string) => ({
      status: 422,
      body: { code: 'validation_failed', errors: [{ pointer: `/codes/${index}`, code }] },
    });
    await expectRefused(id, [ids[0], other.ids[0]], fault(1, 'unknown_id'));
    await expectRefused(id, ['cod_nonsense', ids[0]], fault(0, 'unknown_id'));
    await expectRefused(id, [ids[0], ids[1], ids[0]], fault(2, 'repeated'));
    await give(id, [ids[2]]);
    await expectRefused(id, [ids[0], ids[2]], {
      status: 409,
      body: {
        ...{ code: 'invalid_state', current_status: 'returned' },
        errors: [{ pointer: '/codes/1', code: 'already_returned' }],
      },
    });
    for (const codes of [[], Array(501).fill(ids[0]), ids[0], [7], [''], null]) {
      const { status, body } = await shop.call('POST', `/orders/${id}/returns`, {
        ...{ key, body: { codes } },
      });
      expect([status, body.code]).toEqual([422, 'validation_failed']);
    }
  });

  test('of an order that is not delivered, of another partner, or of none', async () => {
    const hold = { region: 'US', denomination: 50, quantity: 1, payment: 'hold' };
    const { body: held } = await shop.call<Order>('POST', '/orders', { key, body: hold });
    const { id, ids } = await bought(1);
    await expectRefused(held.id, ids, { status: 409, body: { code: 'order_not_delivered' } });
    await shop.call('POST', `/orders/${held.id}/cancel`, { key });
    await expectRefused(held.id, ids, { status: 409, body: { code: 'order_failed' } });
    const { key: stranger } = await shop.buyer({ balance: '1.00' });
    await expectRefused(id, ids, { status: 404, body: { code: 'not_found' } }, stranger);
    const { text: reader } = await shop.key(partnerId, { scopes: ['read', 'codes'] });
    await expectRefused(id, ids, { status: 403, body: { code: 'scope_missing' } }, reader);
  });

  test('after the window: its last millisecond is inside, and it counts from the delivery', async () => {
    const hold = { region: 'US', denomination: 50, quantity: 2, payment: 'hold' };
    const { body: held } = await shop.call<Order>('POST', '/orders', { key, body: hold });
    clock.advance(600_000);
    const { body: order } = await shop.call<Order>('POST', `/orders/${held.id}/confirm`, { key });
    const until = new Date(Date.parse(order.delivered_at ?? '') + 24 * HOUR_MS);
    const codes = await masked(order.id);
    expect(codes.map(({ returnable_until }) => returnable_until)).toEqual(
      Array(2).fill(until.toISOString()),
    );
    clock.advance(until.getTime() - clock.now().getTime());
    expect((await give(order.id, [codes[0]?.id])).status).toBe(200);
    clock.advance(1);
    await expectRefused(order.id, [codes[1]?.id], {
      status: 409,
      body: {
        ...{ code: 'return_window_closed', closed_at: until.toISOString() },
        errors: [{ pointer: '/codes/0', code: 'window_closed' }],
      },
    });
    expect((await masked(order.id))[1]?.returnable_until).toBeNull();
  });

  test('where the operator accepts no returns; another window is in force at once', async () => {
    const { id, ids } = await bought(2);
    await setHours(0);
    await expectRefused(id, ids, { status: 403, body: { code: 'returns_closed' } });
    expect((await masked(id)).map(({ returnable_until }) => returnable_until)).toEqual([
      ...[null, null],
    ]);
    await setHours(1);
    clock.advance(HOUR_MS + 1);
    await expectRefused(id, ids, { status: 409, body: { code: 'return_window_closed' } });
    await setHours(2);
    expect((await give(id, ids)).status).toBe(200);
    await setHours(24);
    const audit = await shop.rows<{ detail: string }>(
      `SELECT detail FROM audit.entries WHERE action = 'return_terms.set' ORDER BY entry_id`,
    );
    const told = audit.map(({ detail }) => JSON.parse(detail) as { before: number; after: number });
    expect(told.slice(-4).map(({ before, after }) => `${before} > ${after}`)).toEqual([
      '24 > 0',
      '0 > 1',
      '1 > 2',
      '2 > 24',
    ]);
  });
});

describe('after a return', () => {
  test('the codes cannot be claimed, read or recalled from their former buyer', async () => {
    const { lotId } = await shop.stock({ denomination: 100, codes: 3 });
    const body = { region: 'US', denomination: 100, quantity: 3 };
    const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
    const ids = (await masked(order.id)).map((code) => code.id);
    await give(order.id, ids.slice(0, 2));
    expect(await file(shop, key, order.id, [ids[2], ids[0]])).toMatchObject({
      status: 409,
      body: {
        ...{ code: 'invalid_state', current_status: 'returned' },
        errors: [{ pointer: '/codes/1', code: 'already_returned' }],
      },
    });
    expect(await codesOf(order.id, `?code=${ids[0]}`)).toMatchObject([
      { id: ids[0], code: null, status: 'returned' },
    ]);
    const recall = await recallFromBuyers(shop.app, { lotId }, { actor: 'staff:ann' });
    expect(recall).toMatchObject({ unsold: 2, sold: 1 });
    expect(await shop.verify()).toEqual([]);
  });

  test('of a lot that was recalled, or of codes that expired, the money is back and nothing is for sale', async () => {
    const expiresAt = new Date(clock.now().getTime() + 2 * HOUR_MS);
    await shop.stock({ region: 'JP', denomination: 1100, codes: 2, expiresAt });
    const body = { region: 'JP', denomination: 1100, quantity: 2 };
    const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
    const [expired] = await masked(order.id);
    clock.advance(3 * HOUR_MS);
    expect((await give(order.id, [expired?.id])).body.refunded).toBe('7.10');
    expect(await shop.available('PSN-JP-1100')).toBe(0);

    const { lotId } = await shop.stock({ denomination: 10, codes: 2 });
    const bad = await shop.call<Order>('POST', '/orders', {
      ...{ key, body: { region: 'US', denomination: 10, quantity: 2 } },
    });
    const ids = (await masked(bad.body.id)).map((code) => code.id);
    const recall = await recallFromBuyers(shop.app, { lotId }, { actor: 'staff:ann' });
    expect((await give(bad.body.id, ids)).body.code).toBe('code_already_claimed');
    const [claim] = recall.buyers[0]?.claims ?? [];
    await decide(shop, formatId('clm', claim ?? ''), 'rejected', 'staff:vic');
    expect((await give(bad.body.id, ids)).body.refunded).toBe('19.00');
    expect(await shop.available('PSN-US-10')).toBe(0);
    expect(await shop.verify()).toEqual([]);
  });
});
