/**
 * Guards: a claim of test mode decides itself by its description, through the verb of a person's decision, so that a partner's program
 * meets every ending; a live claim with the same words waits for a person.
 */
import type { Claim, EventList, Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideTestClaims } from '../../src/claims/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import type { Mode } from '../../src/kit/tenant-ref.ts';
import { openShop, type Shop, staff } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 20 });
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Buys codes and claims them all with this description. */
async function claimed(description: string, { mode = 'test' as Mode, quantity = 2 } = {}) {
  const { key } = await shop.buyer({ mode, ...(mode === 'live' && { balance: '500.00' }) });
  const body = { region: 'US', denomination: 50, quantity };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  const codes = async () =>
    (await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key })).body.data;
  const claim = {
    order_id: order.id,
    codes: (await codes()).map(({ id }) => id),
    reason: 'invalid',
    description,
  };
  const filed = await shop.call<Claim>('POST', '/claims', { key, body: claim });
  expect(filed).toMatchObject({ status: 201, body: { status: 'open' } });
  const { id } = filed.body;
  const read = async () => (await shop.call<Claim>('GET', `/claims/${id}`, { key })).body;
  const say = (text: string) =>
    shop.call('POST', `/claims/${id}/messages`, { key, body: { text } });
  const states = async () => {
    const { body: list } = await shop.call<EventList>('GET', '/events?limit=100', { key });
    return list.data.flatMap(({ type, data }) =>
      type === 'claim.status_changed' ? [(data as { claim: Claim }).claim.status] : [],
    );
  };
  return { key, read, say, states, codes };
}

const resolutions = ({ codes }: Claim) => codes.map(({ resolution }) => resolution);

test.each([
  ['approve', 'approved', 'replaced'],
  ['replace', 'approved', 'replaced'],
  ['refund', 'approved', 'refunded'],
  [' Reject\n', 'rejected', 'rejected'],
])('%j is decided: %s, every code %s', async (description, status, resolution) => {
  const { read, states, codes } = await claimed(description);
  await decideTestClaims(shop.app);
  const claim = await read();
  expect(claim.status).toBe(status);
  expect(resolutions(claim)).toEqual([resolution, resolution]);
  expect(await states()).toEqual(['open', 'under_review', status]);
  const replacements = (await codes()).filter(({ replaces }) => replaces !== null);
  expect(replacements).toHaveLength(resolution === 'replaced' ? 2 : 0);
  expect(await shop.verify()).toEqual([]);
});

test('more than one person may approve needs no second one here', async () => {
  const { read } = await claimed('refund', { quantity: 60 });
  await decideTestClaims(shop.app);
  expect((await read()).refunded).toBe('2820.00');
});

test('"needs_info" asks, and the answer decides', async () => {
  const { read, say, states } = await claimed('needs_info');
  await decideTestClaims(shop.app);
  expect((await read()).status).toBe('needs_info');
  await decideTestClaims(shop.app);
  await say('Here is a screenshot.');
  await decideTestClaims(shop.app);
  expect((await read()).status).toBe('under_review');
  await say('refund');
  await decideTestClaims(shop.app);
  expect(resolutions(await read())).toEqual(['refunded', 'refunded']);
  expect((await states()).at(-1)).toBe('approved');
});

test('any other description, and the same words in live mode, wait for a person', async () => {
  const other = await claimed('approve this, please');
  const live = await claimed('approve', { mode: 'live' });
  await decideTestClaims(shop.app);
  expect((await other.read()).status).toBe('open');
  expect((await live.read()).status).toBe('open');
});

test('staff see live claims, and those of test mode only where they ask for them', async () => {
  const { visitor } = await staff(shop, 'support');
  const today = async () => (await visitor.get<{ claims_waiting: number }>('/today')).body;
  const { claims_waiting: before } = await today();
  const testing = await claimed('The codes do not work.');
  const live = await claimed('The codes do not work.', { mode: 'live' });
  const listed = async (query: string) =>
    (await visitor.get<{ data: Claim[] }>(`/claims?limit=100${query}`)).body.data;
  const idOf = async ({ read }: typeof live) => (await read()).id;
  const ids = (list: readonly Claim[]) => list.map(({ id }) => id);
  expect(ids(await listed(''))).toContain(await idOf(live));
  expect(ids(await listed(''))).not.toContain(await idOf(testing));
  expect(ids(await listed('&mode=test'))).toContain(await idOf(testing));
  expect(ids(await listed('&mode=test'))).not.toContain(await idOf(live));
  expect((await today()).claims_waiting).toBe(before + 1);
});

test('no supplier claim is booked for a test code', async () => {
  await claimed('refund');
  await decideTestClaims(shop.app);
  const booked = await shop.rows(
    `SELECT r.code_id FROM supplier_claims.recoveries r
       JOIN claims.claims m USING (claim_id) JOIN partners.tenants t USING (tenant_id)
      WHERE t.mode = 'test'`,
  );
  expect(booked).toEqual([]);
  expect(await shop.verify()).toEqual([]);
});

test('claims that can never be decided hold back no other', async () => {
  const { key } = await shop.buyer({ mode: 'test' });
  const body = { region: 'US', denomination: 50, quantity: 50 };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  const { body: codes } = await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, {
    key,
  });
  for (const { id } of codes.data) {
    const claim = { order_id: order.id, codes: [id], reason: 'invalid', description: 'needs_info' };
    expect(await shop.call('POST', '/claims', { key, body: claim })).toMatchObject({ status: 201 });
  }
  // A claim with as many messages as it can have gets no question.
  await shop.rows(
    `INSERT INTO claims.messages (message_id, claim_id, side, author, text, created_at)
     SELECT gen_random_uuid(), m.claim_id, 'partner', 'test', 'More.', now()
       FROM claims.claims m, generate_series(1, 200) WHERE m.order_id = $1`,
    [parseId('ord', order.id)],
  );
  const { read } = await claimed('refund');
  let after: string | null = null;
  for (let rounds = 0; rounds < 3; rounds += 1) after = await decideTestClaims(shop.app, after);
  expect((await read()).status).toBe('approved');
  // From the beginning again.
  const later = await claimed('refund');
  for (let rounds = 0; rounds < 3; rounds += 1) after = await decideTestClaims(shop.app, after);
  expect((await later.read()).status).toBe('approved');
});
