/**
 * Guards: filing claims. A code that does not work is claimed by its id or its text within its own 168 hours, the last
 * millisecond included, and is in one open or approved claim at a time, however many claims arrive at once.
 */
import type { Claim, Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fileClaim } from '../../src/claims/index.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { formatId, newUuid, parseId } from '../../src/kit/ids.ts';
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

describe('filing', () => {
  test('by id and by text, in any spelling, is the same', async () => {
    await shop.stock({ codes: 4 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 4);
    const [first, second, third, fourth] = codes;
    const filed = await file(shop, key, order.id, [
      first?.id,
      second?.code,
      third?.code?.toLowerCase().replaceAll('-', ' '),
    ]);
    expect(filed.status).toBe(201);
    expect(filed.headers.get('location')).toBe(`/api/v1/claims/${filed.body.id}`);
    expect(filed.body).toMatchObject({
      status: 'open',
      mode: 'live',
      priority: 'high',
      origin: 'partner',
      order_id: order.id,
      currency: 'USD',
      refunded: '0.00',
      sequence: 1,
    });
    expect(filed.body.codes.map(({ id }) => id)).toEqual([first?.id, second?.id, third?.id]);
    const read = await shop.call<Claim>('GET', `/claims/${filed.body.id}`, { key });
    expect(read.text).toBe(filed.text);
    expect(await eventsOf(filed.body.id)).toEqual([{ from: null, to: 'open' }]);
    clock.advance(1);
    const other = await file(shop, key, order.id, [fourth?.id]);
    const list = await shop.call('GET', '/claims', { key });
    expect((list.body.data as Claim[]).map(({ id }) => id)).toEqual([other.body.id, filed.body.id]);
    const paged = await shop.call('GET', '/claims?limit=1', { key });
    const next = await shop.call('GET', `/claims?limit=1&cursor=${paged.body.next_cursor}`, {
      key,
    });
    expect((next.body.data as Claim[]).map(({ id }) => id)).toEqual([filed.body.id]);
    expect(await shop.verify()).toEqual([]);
  });

  test('names items that are not codes of the order, and reveals nothing more about them', async () => {
    await shop.stock({ codes: 4 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { key: other } = await shop.buyer({ balance: '1000.00' });
    const mine = await buy(shop, key, 2);
    const theirs = await buy(shop, other, 2);
    const refused = await file(shop, key, mine.order.id, [
      mine.codes[0]?.id,
      theirs.codes[0]?.id,
      theirs.codes[0]?.code,
      formatId('cod', newUuid()),
      'NOBODYS-CODE',
      mine.codes[0]?.code,
      '- -',
    ]);
    expect(refused.status).toBe(422);
    const { errors } = refused.body as unknown as { errors: { pointer: string; code: string }[] };
    expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/codes/1', 'unknown_id'],
      ['/codes/2', 'unknown_id'],
      ['/codes/3', 'unknown_id'],
      ['/codes/4', 'unknown_id'],
      ['/codes/5', 'repeated'],
      ['/codes/6', 'unknown_id'],
    ]);
    expect(
      new Set(errors.slice(0, 4).map((each) => JSON.stringify({ ...each, pointer: '' }))).size,
    ).toBe(1);
    for (const { code } of [...mine.codes, ...theirs.codes])
      expect(refused.text).not.toContain(code);
  });

  test('on orders of other partners, unknown orders and orders without codes', async () => {
    await shop.stock({ codes: 2 });
    const { key } = await shop.buyer({ balance: '1000.00', invoiceLimit: 100_000 });
    const { key: other } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, other, 1);
    const foreign = await file(shop, key, order.id, [codes[0]?.id]);
    const unknown = await file(shop, key, formatId('ord', newUuid()), [codes[0]?.id]);
    const malformed = await file(shop, key, 'ord_nonsense', [codes[0]?.id]);
    for (const { status, body } of [foreign, unknown, malformed]) {
      expect([status, body.code]).toEqual([404, 'not_found']);
    }
    const body = { region: 'US', denomination: 50, quantity: 1, payment: 'invoice' };
    const pending = await shop.call<Order>('POST', '/orders', { key, body });
    const early = await file(shop, key, pending.body.id, [codes[0]?.id]);
    expect(early.body.code).toBe('order_not_delivered');
    await shop.call('POST', `/orders/${pending.body.id}/cancel`, { key });
    const failed = await file(shop, key, pending.body.id, [codes[0]?.id]);
    expect(failed.body.code).toBe('order_failed');
  });

  test('with one idempotency key is done once, whatever happened to the claim since', async () => {
    await shop.stock({ codes: 1 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 1);
    const once = { idempotencyKey: 'claim-1' };
    const first = await file(shop, key, order.id, [codes[0]?.code], once);
    await decide(shop, first.body.id, 'refunded');
    clock.advance(WINDOW_MS * 2);
    const again = await file(shop, key, order.id, [codes[0]?.code], once);
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toMatchObject({ id: first.body.id, status: 'approved' });
    const reused = await file(shop, key, order.id, [codes[0]?.id], once);
    expect(reused.body.code).toBe('idempotency_key_reused');
  });

  test('ranks partners without a live key behind those with one', async () => {
    await shop.stock({ codes: 1 });
    const { partnerId, key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 1);
    await shop.rows(
      `UPDATE partners.keys SET revoked_at = $1 WHERE tenant_id IN (
      SELECT tenant_id FROM partners.tenants WHERE partner_id = $2) RETURNING 1`,
      [clock.now(), partnerId],
    );
    const { database } = shop.app;
    const tenant = await tenantOf(database.reads, partnerId, 'live');
    const { claim } = await fileClaim(
      shop.app,
      tenant,
      {
        orderId: parseId('ord', order.id) ?? '',
        codes: [codes[0]?.id ?? ''],
        reason: 'failed',
        description: 'By telephone.',
        origin: 'staff',
      },
      { actor: 'staff:ann', at: clock.now() },
    );
    expect(claim).toMatchObject({ priority: 'normal', origin: 'staff', late: false });
    expect(claim.answerDueAt.getTime() - claim.createdAt.getTime()).toBe(24 * 3_600_000);
  });
});

describe('the window', () => {
  test('closes after its last millisecond', async () => {
    await shop.stock({ codes: 3 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 3);
    const until = new Date(order.claimable_until ?? '');
    const at = (instant: number, index: number) => {
      clock.set(new Date(instant));
      return file(shop, key, order.id, [codes[index]?.id]);
    };
    expect((await at(until.getTime() - 1, 0)).status).toBe(201);
    expect((await at(until.getTime(), 1)).status).toBe(201);
    const late = await at(until.getTime() + 1, 2);
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'claim_window_closed', closed_at: order.claimable_until },
    });
    expect((late.body as unknown as { errors: object[] }).errors).toMatchObject([
      { pointer: '/codes/0' },
    ]);
    expect(await shop.verify()).toEqual([]);
  });

  test('of a replacement starts with the replacement', async () => {
    await shop.stock({ codes: 2 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 1);
    clock.advance(WINDOW_MS);
    const filed = await file(shop, key, order.id, [codes[0]?.id]);
    await decide(shop, filed.body.id, 'replaced');
    clock.advance(WINDOW_MS);
    const replacement = (await codesOf(key, order.id))[1];
    const mixed = await file(shop, key, order.id, [replacement?.id, codes[0]?.id]);
    expect(mixed.body.code).toBe('claim_window_closed');
    expect((await file(shop, key, order.id, [replacement?.id])).status).toBe(201);
    expect(await shop.verify()).toEqual([]);
  });

  test('can be extended by staff alone, if the fault is ours', async () => {
    await shop.stock({ codes: 1 });
    const { partnerId, key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 1);
    clock.advance(WINDOW_MS + 1);
    const filing = {
      orderId: parseId('ord', order.id) ?? '',
      codes: [codes[0]?.id ?? ''],
      reason: 'failed',
      description: 'Our file was cut off.',
      origin: 'staff',
      late: true,
    } as const;
    const tenant = await tenantOf(shop.app.database.reads, partnerId, 'live');
    const by = { actor: 'staff:ann', at: clock.now() };
    const { claim } = await fileClaim(shop.app, tenant, filing, by);
    const [entry] = await shop.rows(
      `SELECT actor FROM audit.entries WHERE action = 'claim.opened_late' AND subject = $1`,
      [formatId('clm', claim.claimId)],
    );
    expect(entry).toEqual({ actor: 'staff:ann' });
    expect(await shop.verify()).toEqual([]);
  });
});

describe('one claim per code', () => {
  test('while it is open or approved; after it was withdrawn or rejected the code can be claimed again', async () => {
    await shop.stock({ codes: 2 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 2);
    const ids = codes.map(({ id }) => id);
    const first = await file(shop, key, order.id, ids);
    const second = await file(shop, key, order.id, [ids[1]]);
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'code_already_claimed', claim_id: first.body.id },
    });
    const withdrawn = await shop.call('POST', `/claims/${first.body.id}/withdraw`, { key });
    expect(withdrawn).toMatchObject({ status: 200, body: { status: 'withdrawn', sequence: 2 } });
    const third = await file(shop, key, order.id, ids);
    await decide(shop, third.body.id, 'rejected');
    const fourth = await file(shop, key, order.id, ids);
    expect(fourth.status).toBe(201);
    await decide(shop, fourth.body.id, 'refunded');
    expect((await file(shop, key, order.id, ids)).body.code).toBe('code_already_claimed');
    const late = await shop.call('POST', `/claims/${fourth.body.id}/withdraw`, { key });
    expect(late.body.code).toBe('invalid_state');
    expect(await shop.verify()).toEqual([]);
  });

  test('also for twenty claims that arrive at once', async () => {
    await shop.stock({ codes: 3 });
    const { key } = await shop.buyer({ balance: '1000.00' });
    const { order, codes } = await buy(shop, key, 3);
    // Each names two of three codes, so that no two claims can both succeed.
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        file(shop, key, order.id, [codes[turn % 3]?.id, codes[(turn + 1) % 3]?.id]),
      ),
    );
    const taken = answers.filter(({ status }) => status === 201);
    expect(taken).toHaveLength(1);
    for (const { status, body } of answers) {
      if (status !== 201) {
        expect(body).toMatchObject({
          code: 'code_already_claimed',
          claim_id: taken[0]?.body.id,
        });
      }
    }
    expect(await shop.verify()).toEqual([]);
  });
});
