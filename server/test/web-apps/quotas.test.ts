/**
 * Guards: quotas are shown and set in the console as on the command line, with the same traces; the owners who use most
 * are named; and metrics count how often each quota refused something, without naming an owner.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeQuota } from '../../src/acts/index.ts';
import { quotaNames, quotas } from '../../src/quotas/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let admin: Visitor;
let support: Visitor;
let owner: Visitor;
let partner: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  admin = (await staff(shop, 'admin')).visitor;
  support = (await staff(shop, 'support')).visitor;
  ({ visitor: owner, partnerId: partner } = await signUp(shop, 'Busy Shop'));
});
afterAll(() => shop[Symbol.asyncDispose]());

interface Quota {
  readonly name: string;
  readonly per_day: number;
  readonly set_by: string | null;
  readonly set_at: string | null;
  readonly largest: readonly { name: string; partner_id: string | null; used: number }[];
}
const listed = async (by = support) =>
  (await bodyOf(clock, by.get<{ data: Quota[] }>('/quotas'))).data;
const quota = async (name: string) => (await listed()).find((each) => each.name === name);
const set = (by: Visitor, per_day: number | null, name = 'tickets') =>
  by.post(`/quotas/${name}`, { per_day });
const ask = () => owner.post('/tickets', { topic: 'other', subject: 'Hours', text: 'When?' });
const refused = async () => {
  const text = await shop.app.metrics.text();
  return Number(/psnb2b_quota_refusals_total\{quota="tickets"\} (\d+)/.exec(text)?.[1]);
};

test('every quota is listed, with its default and its largest users', async () => {
  expect((await listed()).map(({ name }) => name)).toEqual(quotaNames);
  await bodyOf(clock, ask());
  expect(await quota('tickets')).toMatchObject({
    ...{ per_day: quotas.tickets.perDay, default_per_day: 50, set_by: null, set_at: null },
    largest: [{ name: 'Busy Shop', partner_id: partner, used: 1 }],
  });
  const { body } = await support.get<{ data: object[] }>(`/partners/${partner}/quotas`);
  expect(body.data).toContainEqual(
    expect.objectContaining({ name: 'tickets', used: 1, per_day: 50, mode: null }),
  );
  expect(await codeOf(support.get('/partners/prt_none/quotas'))).toBe('not_found');
});

test('an admin sets one with a fresh proof; it applies at once, is audited and notified', async () => {
  await stepUp(clock, admin);
  expect(await codeOf(set(support, 1))).toBe('role_missing');
  expect(await codeOf(set(admin, 1, 'none'))).toBe('not_found');
  expect(await codeOf(set(admin, -1))).toBe('validation_failed');
  await bodyOf(clock, set(admin, 1));
  const before = await refused();
  expect(await codeOf(ask())).toBe('limit_reached');
  expect(await refused()).toBe(before + 1);
  expect(await quota('tickets')).toMatchObject({ per_day: 1, set_by: 'A admin' });
  const { body } = await admin.get<{ data: { kind: string; path: string }[] }>('/notifications');
  expect(body.data[0]).toMatchObject({ kind: 'quota.set', path: '/quotas' });
  clock.advance(60 * 60 * 1000);
  expect(await codeOf(set(admin, 100))).toBe('step_up_required');
});

test('the verb of the command line has the same effect, and null restores the default', async () => {
  const at = clock.now();
  const by = { actor: 'operator:command-line', at };
  await shop.app.database.transaction((tx) => changeQuota(tx, 'tickets', 7, by));
  expect(await quota('tickets')).toMatchObject({ per_day: 7, set_by: 'operator:command-line' });
  await stepUp(clock, admin);
  await bodyOf(clock, set(admin, null));
  expect(await quota('tickets')).toMatchObject({ per_day: 50, set_by: null });
  const rows = await shop.rows<{ detail: { after: number } }>(
    `SELECT detail::json AS detail FROM audit.entries WHERE action = 'quota.set' ORDER BY entry_id`,
  );
  expect(rows.map(({ detail }) => detail.after)).toEqual([1, 7, 50]);
});

test('metrics name no owner', async () => {
  const text = await shop.app.metrics.text();
  const lines = text.split('\n').filter((line) => line.startsWith('psnb2b_quota'));
  expect(lines).toHaveLength(quotaNames.length);
  for (const line of lines)
    expect(line).toMatch(/^psnb2b_quota_refusals_total\{quota="[a-z_]+"\} \d+$/);
});
