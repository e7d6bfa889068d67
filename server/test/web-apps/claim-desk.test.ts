/**
 * Guards: the console pages from which staff manage claims: the queue with every filter, counts of waiting claims, lots
 * with the holders of their codes, the progress of a recall, and the limits and promised times, which only an admin can
 * set and which are audited.
 */
import type {
  ClaimTerms,
  LotFile,
  PortalClaim,
  QueuedClaim,
  ReturnTerms,
  StaffClaim,
} from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { formatId, newUuid, parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  supplierNamed,
  type Visitor,
} from '../../testkit/index.ts';

const HOUR_MS = 3_600_000;
interface Bought {
  readonly order: string;
  readonly codes: readonly string[];
}

let clock: DrivenClock;
let shop: Shop;
let owner: Visitor;
let partner: string;
let key: string;
let agent: Visitor;
let admin: Visitor;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  ({ visitor: owner, partnerId: partner } = await signUp(shop, 'Corner Shop'));
  const partnerId = parseId('prt', partner) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '5000.00');
  key = (await shop.key(partnerId)).text;
  await signIn();
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => clock.advance(60_000));

/** A session that was unused for hours has ended, so the visitor signs in again. */
async function signIn(): Promise<void> {
  agent = (await staff(shop, 'support')).visitor;
  admin = (await staff(shop, 'admin')).visitor;
}

let lots = 0;
/** A lot of one region, at 41.20 a code. */
function lotOf(region: 'US' | 'GB', codes: number): Promise<string> {
  lots += 1;
  const rows = Array.from({ length: codes }, (_, n) => `${region},50,LOT${lots}-${1000 + n},41.20`);
  return shop.importFile(['region,denomination,code,cost', ...rows, ''].join('\n'));
}

async function buy(region: string, quantity: number): Promise<Bought> {
  const body = { region, denomination: 50, quantity };
  const placed = await shop.call('POST', '/orders', { key, body });
  const order = placed.body.id as string;
  const read = await shop.call('GET', `/orders/${order}/codes`, { key });
  return { order, codes: (read.body.data as { id: string }[]).map(({ id }) => id) };
}

async function claim({ order, codes }: Bought, reason = 'invalid'): Promise<string> {
  const body = { order_id: order, codes, reason, description: 'Not valid.' };
  return (await bodyOf(clock, owner.post<PortalClaim>('/claims', body))).id;
}

const queue = async (query: string) =>
  (await bodyOf(clock, agent.get<{ data: QueuedClaim[] }>(`/claims?${query}`))).data.map(
    ({ id }) => id,
  );
const today = () => bodyOf(clock, agent.get<Record<string, number>>('/today'));
const lotFile = (lot: string) => bodyOf(clock, agent.get<LotFile>(`/lots/${lot}`));
const decide = (who: Visitor, id: string, codes: readonly string[]) =>
  who.post<{ outcome: string }>(`/claims/${id}/decide`, {
    codes: codes.map((code) => ({ id: code, resolution: 'refunded' })),
  });

describe('the queue', () => {
  test('can be filtered by reason, region, supplier, and by what a claim waits for', async () => {
    await lotOf('US', 14);
    await lotOf('GB', 1);
    const large = await buy('US', 12);
    const american = await claim(large, 'failed');
    const british = await claim(await buy('GB', 1));
    expect(await queue('reason=failed')).toEqual([american]);
    expect(await queue('region=gb')).toEqual([british]);
    expect(await queue('region=ZZ')).toEqual([]);
    const { database } = shop.app;
    const supplier = formatId('sup', await supplierNamed(database, 'A supplier'));
    const other = formatId('sup', await supplierNamed(database, 'Nobody'));
    expect(await queue(`supplier_id=${supplier}`)).toEqual([american, british]);
    for (const id of [other, 'A supplier']) expect(await queue(`supplier_id=${id}`)).toEqual([]);
    expect(await queue('lot_id=lot_x')).toEqual([]);
    expect(await queue('waiting=second_person')).toEqual([]);
    expect((await decide(agent, american, large.codes)).body.outcome).toBe('proposed');
    expect(await queue('waiting=second_person')).toEqual([american]);
    expect(await today()).toMatchObject({ claims_waiting: 2, claims_proposed: 1 });
    const choices = await bodyOf(clock, agent.get('/claim-choices'));
    expect(choices).toMatchObject({
      suppliers: [
        { id: supplier, name: 'A supplier' },
        { id: other, name: 'Nobody' },
      ],
      regions: expect.arrayContaining(['GB', 'US']),
    });
  });

  test('names the order of each claim and what was bought', async () => {
    const { data } = await bodyOf(clock, agent.get<{ data: QueuedClaim[] }>('/claims'));
    expect(data.map(({ order, order_id: id }) => ({ ...order, isOwn: order.id === id }))).toEqual([
      { id: data[0]?.order_id, sku: 'PSN-US-50', quantity: 12, reference: null, isOwn: true },
      { id: data[1]?.order_id, sku: 'PSN-GB-50', quantity: 1, reference: null, isOwn: true },
    ]);
    expect(new Set(data.map(({ order }) => order.id)).size).toBe(2);
  });

  test('shows which claims are overdue; a claim that waits for its partner is not', async () => {
    expect(await queue('waiting=overdue')).toEqual([]);
    const [first = '', second = ''] = await queue('');
    clock.advance(5 * HOUR_MS);
    await signIn();
    expect(await queue('waiting=overdue')).toEqual([first, second]);
    const ask = { text: 'Which store was it?', ask: true };
    await agent.post(`/claims/${second}/messages`, ask);
    expect(await queue('waiting=overdue')).toEqual([first]);
    expect(await today()).toMatchObject({ claims_waiting: 1, claims_overdue: 1 });
  });
});

test('a claim shows what could replace its codes, and names every person', async () => {
  const bought = await buy('US', 1);
  const id = await claim(bought);
  const before = await bodyOf(clock, agent.get<StaffClaim>(`/claims/${id}`));
  const [reader = ''] = before.reveals.map((each) => each.reader);
  expect(before.names[before.filed_by]).toBe('Olga Owner');
  expect(before.names[reader]).toMatch(/^psnb2b_live_\w+…\w{4}$/);
  expect(before.stock).toEqual({ available: 1, elsewhere: 0 });
  await lotOf('US', 3);
  const after = await bodyOf(clock, agent.get<StaffClaim>(`/claims/${id}`));
  expect(after.stock).toEqual({ available: 4, elsewhere: 3 });
  await decide(agent, id, bought.codes);
  const decided = await bodyOf(clock, agent.get<StaffClaim>(`/claims/${id}`));
  expect(decided.names[decided.decisions[0]?.taken_by ?? '']).toBe('A support');
});

describe('a lot', () => {
  test('shows who has its codes before a recall, and the progress of the recall after', async () => {
    const lot = formatId('lot', await lotOf('GB', 16));
    await lotOf('GB', 2);
    const bought = await buy('GB', 12);
    await buy('GB', 2);
    expect(await lotFile(lot)).toMatchObject({
      ...{ status: 'complete', accepted: 16, unsold: 2, gone: 14, held: 0, claimed: 0 },
      products: [{ sku: 'PSN-GB-50', codes: 16, unsold: 2, elsewhere: 2 }],
      buyers: [{ partner: { name: 'Corner Shop' }, orders: 2, codes: 14, amount: '840.00' }],
      recall: { claims: 0, proposals: [] },
    });
    await stepUp(clock, admin);
    await admin.post(`/lots/${lot}/recall`, { note: 'Never activated.' });
    expect(await lotFile(lot)).toMatchObject({
      ...{ status: 'recalled', unsold: 2, claimed: 14, approved: 0 },
      products: [{ sku: 'PSN-GB-50', codes: 16, unsold: 2, waiting: 14 }],
      recall: {
        ...{ claims: 2, waiting: 2, told: 1, note: 'Never activated.' },
        amounts: [{ currency: 'USD', amount: '840.00', one_person_max: '500.00', needs_two: true }],
      },
    });
    const resolve = (who: Visitor) =>
      who.post(`/lots/${lot}/recall/resolve`, { resolution: 'replaced_or_refunded' });
    expect((await resolve(admin)).body).toMatchObject({ taken: 0, proposed: 2 });
    expect((await lotFile(lot)).recall.proposals).toEqual([
      {
        ...{ resolution: 'replaced_or_refunded', claims: 2, name: 'A admin' },
        by: expect.stringMatching(/^staff:usr_/),
      },
    ]);
    const other = (await staff(shop, 'finance')).visitor;
    expect((await resolve(other)).body).toMatchObject({ taken: 2, proposed: 0 });
    expect(await lotFile(lot)).toMatchObject({
      approved: 14,
      products: [{ waiting: 0 }],
      recall: { waiting: 0, approved: 2, replaced_codes: 2, refunded_codes: 12, amounts: [] },
    });
    expect(bought.codes).toHaveLength(12);
    expect(await shop.verify()).toEqual([]);
  });

  test('is listed, newest first, page by page without a gap', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: { data: { id: string }[]; next_cursor: string | null } = await bodyOf(
        clock,
        agent.get(`/lots?limit=2${next && `&cursor=${next}`}`),
      );
      seen.push(...page.data.map(({ id }) => id));
      next = page.next_cursor;
    }
    expect(seen).toHaveLength(lots);
    expect(new Set(seen).size).toBe(lots);
    const lines = (await agent.get('/lots/export')).text.trim().split('\r\n').slice(1);
    expect(lines.map((each) => each.split(',')[0])).toEqual(seen);
    const recalled = await bodyOf(clock, agent.get<{ data: [] }>('/lots?status=recalled'));
    expect(recalled.data).toHaveLength(1);
    const of = async (name: string) => {
      const id = formatId('sup', await supplierNamed(shop.app.database, name));
      const found = await bodyOf(clock, agent.get<{ data: [] }>(`/lots?supplier_id=${id}`));
      return found.data.length;
    };
    expect([await of('A supplier'), await of('Nobody')]).toEqual([lots, 0]);
    expect((await agent.get(`/lots/${formatId('lot', newUuid())}`)).status).toBe(404);
  });
});

describe('limits and promised times', () => {
  test('apply at once, and are audited with the values before', async () => {
    await stepUp(clock, admin);
    const limit = { currency: 'USD', one_person_max: '40.00' };
    const set = await bodyOf(clock, admin.post<ClaimTerms>('/claim-terms/limits', limit));
    expect(set.limits).toEqual([{ ...limit, own: true }]);
    await lotOf('US', 2);
    const bought = await buy('US', 1);
    const id = await claim(bought);
    expect((await decide(agent, id, bought.codes)).body.outcome).toBe('proposed');
    const [entry] = await shop.rows<{ detail: string }>(
      `SELECT detail FROM audit.entries WHERE action = 'claim_limit.set'`,
    );
    expect(JSON.parse(entry?.detail ?? '')).toEqual({ before: 50_000, one_person_max: 4_000 });
    const terms = { tier: 'Gold', answer_within_ms: HOUR_MS, decide_within_ms: 8 * HOUR_MS };
    const told = await bodyOf(clock, admin.post<ClaimTerms>('/claim-terms/tiers', terms));
    expect(told.tiers).toEqual([terms]);
    expect(await bodyOf(clock, agent.get('/claim-terms'))).toEqual(told);
  });

  test('say how long codes can be returned, and only an admin sets it', async () => {
    const before = await bodyOf(clock, agent.get<ReturnTerms>('/return-terms'));
    expect(before).toMatchObject({ return_hours: 24, default_return_hours: 24, set_at: null });
    expect((await agent.post('/return-terms', { return_hours: 0 })).status).toBe(403);
    for (const return_hours of [-1, 721, 1.5, '24', null]) {
      expect(await admin.post('/return-terms', { return_hours })).toMatchObject({
        ...{ status: 422, body: { errors: [{ pointer: '/return_hours' }] } },
      });
    }
    const set = await bodyOf(clock, admin.post<ReturnTerms>('/return-terms', { return_hours: 0 }));
    expect(set).toMatchObject({ return_hours: 0, set_by: expect.stringMatching(/^staff:/) });
    expect(Date.parse(set.set_at ?? '')).toBeLessThanOrEqual(clock.now().getTime());
    expect(await bodyOf(clock, agent.get('/return-terms'))).toEqual(set);
  });

  test.each([
    ['limits', { currency: 'USD', one_person_max: '1.234' }, '/one_person_max'],
    ['limits', { currency: 'usd', one_person_max: '1.00' }, '/currency'],
    ['tiers', { tier: '', answer_within_ms: HOUR_MS, decide_within_ms: HOUR_MS }, '/tier'],
    [
      'tiers',
      { tier: 'Gold', answer_within_ms: HOUR_MS, decide_within_ms: HOUR_MS / 2 },
      '/decide_within_ms',
    ],
    [
      'tiers',
      { tier: 'Gold', answer_within_ms: 1, decide_within_ms: HOUR_MS },
      '/answer_within_ms',
    ],
  ])('%s %j is refused', async (path, body, pointer) => {
    const refused = await admin.post(`/claim-terms/${path}`, body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});
