/**
 * Guards: staff see how long their oldest claim waits, whether one is late, and who decided last; and a claim that waits for its partner is never overdue, however long it waits: not in the queue, not in its
 * counts, not in the claim itself.
 */
import type { QueuedClaim, QueueWait } from '@psnb2b/contract';
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

test('the head of the queue: the oldest that waits for staff, what was promised for it, how many are late, and the last decision', async () => {
  const { visitor: agent } = await staff(shop, 'support');
  const { user } = await bodyOf(clock, agent.get<{ user: { name: string } }>('/me'));
  const wait = async (queue: string) => {
    const { data } = await bodyOf(clock, agent.get<{ data: QueueWait[] }>('/today/queues'));
    return data.find((each) => each.queue === queue);
  };
  const { key } = await shop.buyer({ balance: '100.00' });
  const { data } = await bodyOf(clock, agent.get<{ data: QueuedClaim[] }>('/claims?waiting=us'));
  const late = data.filter((each) => each.overdue).length;
  const [oldest] = data.toSorted((one, other) => one.created_at.localeCompare(other.created_at));
  expect(await wait('claims')).toMatchObject({ oldest_at: oldest?.created_at, late });
  expect(late).toBeGreaterThan(0);
  expect(await wait('tickets')).toMatchObject({
    oldest_at: null,
    due_at: null,
    late: 0,
    last_at: null,
    last_by: null,
  });
  for (const { id } of data) {
    await agent.post(`/claims/${id}/messages`, { text: 'Which store was it?', ask: true });
  }
  const asked = await wait('claims');
  expect(asked).toMatchObject({ oldest_at: null, due_at: null, late: 0 });
  expect(asked?.last_by).toBe(user.name);
  expect(asked?.last_at?.slice(0, 10)).toBe(clock.now().toISOString().slice(0, 10));
  await shop.stock({ codes: 1 });
  const { order, codes } = await buy(shop, key, 1);
  const { body } = await file(shop, key, order.id, [codes[0]?.id]);
  const filed = await wait('claims');
  expect(filed).toMatchObject({ oldest_at: body.created_at, late: 0, last_at: asked?.last_at });
  // A first response is promised within four hours; once it is given, the decision within a day.
  const hours = (due: string | null | undefined) =>
    (Date.parse(due ?? '') - Date.parse(body.created_at)) / 3_600_000;
  expect(hours(filed?.due_at)).toBe(4);
  await agent.post(`/claims/${body.id}/review`);
  expect(hours((await wait('claims'))?.due_at)).toBe(24);
});
