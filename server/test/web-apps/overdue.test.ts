/**
 * Guards: a claim that waits for its partner is never overdue, however long it waits: not in the queue, not in its
 * counts, not in the claim itself.
 */
import type { QueuedClaim } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { bodyOf, buy, file, openShop, type Shop, staff } from '../../testkit/index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let clock: DrivenClock;
let shop: Shop;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Sessions end before claims do, so the visitor signs in each time. */
async function overdue(claims: readonly string[]): Promise<string[]> {
  const { visitor } = await staff(shop, 'support');
  const list = (path: string) => bodyOf(clock, visitor.get<{ data: QueuedClaim[] }>(path));
  const queued = (await list('/claims?waiting=overdue')).data.map(({ id }) => id);
  const { claims_overdue: count } = await bodyOf(clock, visitor.get('/today'));
  expect(count).toBe(queued.length);
  for (const id of claims) {
    const one = await bodyOf(clock, visitor.get<QueuedClaim>(`/claims/${id}`));
    expect([id, one.overdue]).toEqual([id, queued.includes(id)]);
  }
  return queued;
}

test('from filing to the partner’s answer, and beyond', async () => {
  await shop.stock({ codes: 2 });
  const { key } = await shop.buyer({ balance: '100.00' });
  const { order, codes } = await buy(shop, key, 2);
  const [first, second] = await Promise.all(
    codes.map(async ({ id }) => (await file(shop, key, order.id, [id])).body.id),
  );
  const all = [first ?? '', second ?? ''];
  const { visitor: agent } = await staff(shop, 'support');
  for (const id of all) await agent.post(`/claims/${id}/review`);
  await agent.post(`/claims/${first}/messages`, { text: 'Which store was it?', ask: true });
  expect(await overdue(all)).toEqual([]);
  clock.advance(30 * DAY_MS);
  expect(await overdue(all)).toEqual([second]);
  const words = { text: 'The one of the United States.' };
  await shop.call('POST', `/claims/${first}/messages`, { key, body: words });
  // The time that it waited is added to our deadline.
  expect(await overdue(all)).toEqual([second]);
  clock.advance(30 * DAY_MS);
  expect((await overdue(all)).sort()).toEqual([...all].sort());
});
