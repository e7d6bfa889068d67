/**
 * Guards: a tier by hand is what the business pays until its end and no longer, whatever the hourly job or new tiers do; a better one
 * than the lowest needs two people, none of the business; staff read the statement that the business reads, and a file of it is
 * recorded.
 */
import type { AuditEntry, PartnerClaimRate, PartnerTier, Proposal } from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { endManualTiers } from '../../src/acts/index.ts';
import { readTiers, setTiers } from '../../src/catalog/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { recomputeTiers } from '../../src/orders/index.ts';
import {
  bodyOf,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const DAY = 86_400_000;
const REASON = 'It promised more volume.';
const clock = drivenClock();
let shop: Shop;
let ann: Visitor;
let bob: Visitor;
let fay: Visitor;
let owner: Visitor;
let id: string;

beforeAll(async () => {
  shop = await openShop({ clock });
  const rows = readTiers(
    Buffer.from(
      'name,currency,volume_30d,discount_bps\nStandard,USD,0,0\nSilver,USD,10000.00,100\nGold,USD,50000.00,200\n',
    ),
  );
  await shop.app.database.transaction((tx) =>
    setTiers(tx, { at: clock.now(), actor: 'operator:test', rows }),
  );
  await shop.app.versions.poll();
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  [ann, bob, fay] = [await member('admin'), await member('admin'), await member('finance')];
  const made = await signUp(shop);
  [owner, id] = [made.visitor, made.partnerId];
  await shop.change(uuid(), { approved: true });
  await recomputeTiers(shop.app);
});

async function member(role: Parameters<typeof staff>[1]): Promise<Visitor> {
  const { visitor } = await staff(shop, role);
  await stepUp(clock, visitor);
  return visitor;
}
const uuid = () => parseId('prt', id) ?? '';
const get = <Body>(person: Visitor, path: string) => bodyOf<Body>(clock, person.get<Body>(path));
const set = (by: Visitor, tier: string, days = 30) =>
  by.call<Pick<Proposal, 'id' | 'kind' | 'reason'>>('PUT', `/partners/${id}/tier`, {
    body: { tier, days, reason: REASON },
  });
const read = () => get<PartnerTier>(fay, `/partners/${id}/tier`);
const approve = (by: Visitor, proposal: string) =>
  by.post<{ code?: string }>(`/proposals/${proposal}/approve`);
/** What its orders pay. */
const paid = async () => {
  const [row] = await shop.rows<{ tier: string }>(
    `SELECT tier FROM partners.tenants WHERE partner_id = $1 AND mode = 'live'`,
    [uuid()],
  );
  return row?.tier;
};
/** Everybody is signed in again at once, as after a night. */
async function comeBack(): Promise<void> {
  const at = clock.now();
  await shop.rows(
    'UPDATE identity.sessions SET last_used_at = $1, proven_at = $1, expires_at = $2',
    [at, new Date(at.getTime() + DAY)],
  );
}

test('it waits for a second admin, then holds until its end, over the hourly job', async () => {
  expect(await read()).toMatchObject({
    ...{ tier: { name: 'Standard' }, earned: 'Standard', missing: '10000.00', by_hand: null },
    tiers: [{ two_people: false }, { two_people: true }, { two_people: true }],
  });
  const asked = await set(fay, 'Gold', 10);
  expect(asked).toMatchObject({ status: 202, body: { kind: 'partner_tier', reason: REASON } });
  expect(await paid()).toBe('Standard');
  expect((await read()).waiting).toHaveLength(1);
  expect((await approve(fay, asked.body.id)).status).toBe(403);
  expect((await approve(ann, asked.body.id)).status).toBe(200);
  expect(await paid()).toBe('Gold');
  expect(await get(owner, '/balance')).toMatchObject({ tier: { name: 'Gold' } });
  await recomputeTiers(shop.app);
  expect(await paid()).toBe('Gold');
  expect(await read()).toMatchObject({
    ...{ earned: 'Standard', by_hand: { tier: 'Gold', reason: REASON }, waiting: [] },
    tier: { name: 'Gold', discount_bps: 200 },
  });
  clock.advance(10 * DAY - 1_000);
  await endManualTiers(shop.app);
  expect(await paid()).toBe('Gold');
  clock.advance(1_000);
  expect(await endManualTiers(shop.app)).toBe(1);
  expect(await paid()).toBe('Standard');
  await comeBack();
  const acts = await get<{ data: AuditEntry[] }>(ann, `/audit?subject=${id}`);
  expect(acts.data.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['partner.tier_set', 'partner.tier_ended']),
  );
});

test('the lowest tier, an earlier end and the end of it take one person', async () => {
  expect((await set(fay, 'Standard')).status).toBe(200);
  const { id: asked } = (await set(ann, 'Silver', 30)).body;
  expect((await approve(bob, asked)).status).toBe(200);
  expect((await set(fay, 'Silver', 5)).status).toBe(200);
  expect((await set(fay, 'Silver', 31)).status).toBe(202);
  const cleared = await fay.post<PartnerTier>(`/partners/${id}/tier/clear`, { reason: REASON });
  expect(cleared).toMatchObject({ status: 200, body: { by_hand: null, waiting: [] } });
  expect(await paid()).toBe('Standard');
  const again = await fay.post(`/partners/${id}/tier/clear`, { reason: REASON });
  expect(again.status).toBe(409);
  expect(await set(fay, 'Platinum')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/tier' }] },
  });
});

test('a proposal that was overtaken, or whose end has passed, no longer takes effect', async () => {
  const { id: first } = (await set(fay, 'Silver', 1)).body;
  clock.advance(DAY);
  await comeBack();
  expect(await approve(ann, first)).toMatchObject({ status: 409 });
  const { id: second } = (await set(fay, 'Gold', 30)).body;
  expect((await set(bob, 'Standard', 30)).status).toBe(200);
  expect(await approve(ann, second)).toMatchObject({ status: 409 });
  expect(await paid()).toBe('Standard');
});

test('new tiers of the currency keep a tier by hand', async () => {
  const { id: asked } = (await set(fay, 'Silver')).body;
  await approve(ann, asked);
  const tiers = [
    { name: 'Standard', volume_30d: '0.00', discount_percent: 0 },
    { name: 'Silver', volume_30d: '20000.00', discount_percent: 0.5 },
    { name: 'Gold', volume_30d: '50000.00', discount_percent: 2 },
  ];
  const [now] = (await get<{ data: { version: number }[] }>(ann, '/tiers')).data;
  const body = { tiers, version: now?.version };
  expect((await ann.call('PUT', '/tiers/USD', { body })).status).toBe(200);
  expect(await read()).toMatchObject({ tier: { name: 'Silver', discount_bps: 50 } });
});

test('staff read its statement and its claim rate; a file of it is recorded about the business', async () => {
  await shop.deposit(uuid(), '100.00');
  const query = `partner_id=${id}`;
  const own = await get<{ data: object[] }>(owner, '/transactions');
  expect((await get<{ data: object[] }>(fay, `/transactions?${query}`)).data).toEqual(own.data);
  expect(await get(fay, `/statement?${query}`)).toMatchObject({ in: '100.00', closing: '100.00' });
  const { text } = await fay.get(`/transactions/export?${query}`);
  expect(parse(text, { columns: true })).toMatchObject([{ type: 'deposit', amount: '100.00' }]);
  const [act] = (await get<{ data: AuditEntry[] }>(ann, `/audit?subject=${id}`)).data;
  expect(act).toMatchObject({ action: 'transactions.exported' });
  const support = await member('support');
  expect((await support.get(`/transactions?${query}`)).status).toBe(403);
  const nobody = 'prt_00000000000000000000000000';
  expect((await fay.get(`/transactions?partner_id=${nobody}`)).status).toBe(404);
  expect((await fay.get('/transactions')).status).toBe(422);
  expect(await get<PartnerClaimRate>(fay, `/partners/${id}/claim-rate`)).toMatchObject({
    business: { sold: 0, rate_bps: null },
  });
});
