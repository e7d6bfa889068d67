/**
 * Guards: other tiers apply to every business in the commit that sets them, exactly as the preview said; nobody alone lets any volume pay
 * less; and two people who change them at once do not undo each other's change.
 */
import type { Proposal, TierPlan, TierSet } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  type Shop,
  staffOf,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let ann: Visitor;
let bob: Visitor;
let fay: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock });
  [ann, bob, fay] = await staffOf(shop, 'admin', 'admin', 'finance');
  await shop.stock({ codes: 30 });
  await shop.tiers(
    'name,currency,volume_30d,discount_bps\nStandard,USD,0,0\nSilver,USD,100.00,100\n',
  );
  const { partnerId } = await shop.buyer({ balance: '900.00' });
  const { text: key } = await shop.key(partnerId);
  const body = { region: 'US', denomination: 50, quantity: 3 };
  await bodyOf(clock, shop.call('POST', '/orders', { key, body }));
});
afterAll(() => shop[Symbol.asyncDispose]());

/** The tiers, or the proposal that waits. */
type Answered = Pick<TierSet, 'version'> & Pick<Proposal, 'id' | 'kind' | 'after'>;
type Draft = readonly [name: string, volume_30d: string, discount_percent: number];
const drafts = (tiers: readonly Draft[]) =>
  tiers.map(([name, volume_30d, discount_percent]) => ({ name, volume_30d, discount_percent }));
const plan = (...tiers: Draft[]) =>
  bodyOf(clock, fay.post<TierPlan>('/tiers/USD/plan', { tiers: drafts(tiers) }));
const sets = async () => (await bodyOf(clock, fay.get<{ data: TierSet[] }>('/tiers'))).data;
const usd = async () => (await sets()).find(({ id }) => id === 'USD');
const set = async (by: Visitor, tiers: readonly Draft[], version?: number) =>
  by.call<Answered>('PUT', '/tiers/USD', {
    body: {
      tiers: drafts(tiers),
      version: version ?? (await usd())?.version,
      reason: 'A new year.',
    },
  });
const stored = async () => {
  const [row] = await shop.rows<{ tier: string; bps: number }>(
    `SELECT tier, discount_bps AS bps FROM partners.tenants WHERE mode = 'live'`,
  );
  return [row?.tier, row?.bps];
};
const STANDARD: Draft = ['Standard', '0', 0];

test('who has which tier is listed', async () => {
  // It bought for 141.00; the tier is recomputed with the next change.
  expect(await usd()).toMatchObject({
    ...{ version: 1, business_count: 1, waiting: [] },
    tiers: [
      { name: 'Standard', volume_30d: '0.00', discount_percent: 0, business_count: 1 },
      { name: 'Silver', volume_30d: '100.00', discount_percent: 1, business_count: 0 },
    ],
  });
});

test('tiers at which no volume pays less apply at once to everybody, as the preview said', async () => {
  const lower: Draft[] = [STANDARD, ['Silver', '100.00', 0.5]];
  const { steps, ...seen } = await plan(...lower);
  expect(seen).toMatchObject({ businesses: 1, cheaper: 1, dearer: 0, needs_two: false });
  expect(steps).toMatchObject([
    { volume_30d: '141.00', tier_before: 'Standard', tier_after: 'Silver', percent_after: 0.5 },
  ]);
  const { status, body } = await set(fay, lower);
  expect([status, body.version]).toEqual([200, 2]);
  expect(await stored()).toEqual(['Silver', 50]);
  const [entry] = await shop.rows<{ detail: string }>(
    `SELECT detail FROM audit.entries WHERE action = 'tiers.changed' ORDER BY entry_id DESC LIMIT 1`,
  );
  expect(entry?.detail).toContain('A new year.');
});

test('a volume that pays less waits for a second admin, who sets exactly these tiers', async () => {
  const higher: Draft[] = [STANDARD, ['Gold', '100.00', 2]];
  expect(await plan(...higher)).toMatchObject({ needs_two: true });
  const { status, body } = await set(ann, higher);
  expect([status, body.kind, body.after]).toEqual([
    ...[202, 'tiers', 'Standard 0 %, Gold 2 % from 100.00'],
  ]);
  expect(await stored()).toEqual(['Silver', 50]);
  expect((await usd())?.waiting).toMatchObject([{ id: body.id }]);
  expect(await codeOf(ann.post(`/proposals/${body.id}/approve`))).toBe('invalid_state');
  await bodyOf(clock, bob.post(`/proposals/${body.id}/approve`));
  expect(await stored()).toEqual(['Gold', 200]);
});

test('tiers with which some volume pays half of what it pays now are confirmed', async () => {
  const half: Draft[] = [STANDARD, ['Gold', '100.00', 51]];
  expect(await plan(...half)).toMatchObject({ needs_two: true, is_jump: true });
  const { body } = await set(ann, half);
  expect(body).toMatchObject({ errors: [{ pointer: '/tiers', code: 'maximum' }] });
  const wanted = { tiers: drafts(half), version: (await usd())?.version, jump: true };
  const waits = await ann.call<Answered>('PUT', '/tiers/USD', { body: wanted });
  expect(waits.status).toBe(202);
  await bodyOf(clock, ann.post(`/proposals/${waits.body.id}/refuse`));
});

test('who saw other tiers than those that apply now is refused, and so is a stale proposal', async () => {
  const waits = await set(ann, [STANDARD, ['Gold', '100.00', 3]]);
  expect(waits.status).toBe(202);
  const now = (await usd())?.version ?? 0;
  await bodyOf(clock, set(fay, [STANDARD, ['Gold', '100.00', 1]]));
  expect(await codeOf(set(fay, [STANDARD], now))).toBe('invalid_state');
  // The newer tiers dropped what waited.
  expect(await codeOf(bob.post(`/proposals/${waits.body.id}/approve`))).toBe('invalid_state');
  expect(await stored()).toEqual(['Gold', 100]);
});

test.each<[string, Draft[], string]>([
  ['a first tier above 0', [['Standard', '1.00', 0]], '/tiers/0/volume_30d'],
  [
    'a volume below the one before',
    [STANDARD, ['A', '5.00', 1], ['B', '5.00', 2]],
    '/tiers/2/volume_30d',
  ],
  ['a name twice', [STANDARD, ['Standard', '5.00', 1]], '/tiers/1/name'],
  ['three decimals', [['Standard', '0', 1.125]], '/tiers/0/discount_percent'],
  ['a tenth of a cent', [STANDARD, ['A', '5.001', 1]], '/tiers/1/volume_30d'],
])('%s is refused at its place', async (_what, tiers, pointer) => {
  const { body } = await set(fay, tiers);
  expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer }] });
  expect(await shop.verify()).toEqual([]);
});
