/**
 * Guards: however confirmations, cancellations and the end of holds race, each hold ends once, and money and stock agree
 * to the unit with how it ended.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { expireOrders } from '../../src/orders/index.ts';
import { callApi, openShop, type Shop } from '../../testkit/index.ts';

const HOLDS = 200;
let clock: DrivenClock;
let shop: Shop;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ nodes: 2, clock });
  await shop.stock({ codes: HOLDS });
});
afterAll(() => shop[Symbol.asyncDispose]());

function send(key: string, turn: number, path: string, body?: object) {
  const { url } = shop.nodes[turn % shop.nodes.length] ?? shop.nodes[0];
  return callApi<Order & { code?: string }>(url, 'POST', path, { key, ...(body && { body }) });
}

test('200 confirmations, 50 cancellations and 200 ends of the same holds', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '9400.00' });
  const keys = [key, (await shop.key(partnerId)).text];
  const body = { region: 'US', denomination: 50, quantity: 1, payment: 'hold', hold_seconds: 60 };
  const placed = await Promise.all(
    Array.from({ length: HOLDS }, (_, turn) => send(keys[turn % 2] ?? '', turn, '/orders', body)),
  );
  expect(new Set(placed.map(({ status }) => status))).toEqual(new Set([201]));
  const end = Date.parse(placed[0]?.body.expires_at ?? '');
  clock.advance(end - 1 - clock.now().getTime());
  // The clock passes the end while they are on their way.
  const confirmed = placed.map(async ({ body: { id } }, turn) => {
    if (turn === HOLDS / 2) clock.advance(1);
    return send(key, turn, `/orders/${id}/confirm`);
  });
  const cancelled = placed
    .filter((_, turn) => turn % 4 === 0)
    .map(({ body: { id } }, turn) => send(key, turn, `/orders/${id}/cancel`));
  const expired = Array.from({ length: 8 }, () => expireOrders(shop.app));
  const answers = await Promise.all(confirmed);
  const cancels = await Promise.all(cancelled);
  await Promise.all(expired);
  await expireOrders(shop.app);

  const rows = await shop.rows<{ status: string; failure_code: string | null; n: number }>(
    `SELECT status, failure_code, count(*)::int AS n FROM orders.orders
      WHERE payment = 'hold' GROUP BY status, failure_code`,
  );
  const count = (status: string, failure: string | null = null) =>
    rows.find((row) => row.status === status && row.failure_code === failure)?.n ?? 0;
  const delivered = count('delivered');
  expect(delivered + count('failed', 'hold_expired') + count('failed', 'cancelled')).toBe(HOLDS);
  // Only those whose reply says so have the codes.
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(delivered);
  expect(cancels.filter(({ status }) => status === 200)).toHaveLength(count('failed', 'cancelled'));
  const refusals = answers.filter(({ status }) => status !== 200).map(({ body: { code } }) => code);
  expect(new Set(['hold_expired', 'invalid_state'])).toEqual(
    new Set([...refusals, 'hold_expired', 'invalid_state']),
  );
  const balance = (await shop.call('GET', '/balance', { key })).body;
  expect(balance).toMatchObject({ balance: (9400 - 47 * delivered).toFixed(2), held: '0.00' });
  expect(await shop.available('PSN-US-50')).toBe(HOLDS - delivered);
  expect(await shop.verify()).toEqual([]);
});

test('one hold confirmed by 40 requests at once is paid once', async () => {
  await shop.stock({ denomination: 20, codes: 5 });
  const { key } = await shop.buyer({ balance: '100.00' });
  const body = { region: 'US', denomination: 20, quantity: 5, payment: 'hold' };
  const { body: order } = await send(key, 0, '/orders', body);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, turn) => send(key, turn, `/orders/${order.id}/confirm`)),
  );
  expect(new Set(answers.map(({ status, body: { sequence } }) => `${status} ${sequence}`))).toEqual(
    new Set(['200 3']),
  );
  expect((await shop.call('GET', '/balance', { key })).body.balance).toBe('5.00');
  expect(await shop.verify()).toEqual([]);
});

test('400 requests for holds where 10 may be open: exactly 10', async () => {
  await shop.stock({ denomination: 100, codes: 20 });
  const { partnerId, key } = await shop.buyer({ balance: '5000.00' });
  await shop.change(partnerId, { holdsOpenMax: 10 });
  const body = { region: 'US', denomination: 100, quantity: 1, payment: 'hold' };
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, turn) => send(key, turn, '/orders', body)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  expect(new Set(answers.flatMap(({ body: { code } }) => code ?? []))).toEqual(
    new Set(['limit_reached']),
  );
});
