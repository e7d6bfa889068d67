/**
 * Guards: a balance is corrected only by two people, within limits that small pieces do not get round, once whoever agrees at the same
 * time; the business reads why; and the trial balance sums every posting to zero.
 */
import type {
  Adjustment,
  LedgerTransfer,
  Notification,
  Transaction,
  TrialBalance,
} from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { verify } from '../../src/acts/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const REASON = 'We owe you this for a late delivery.';
const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let partner: string;
let ann: Visitor;
let bob: Visitor;
let fay: Visitor;

beforeAll(async () => {
  shop = await openShop({ clock });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  [ann, bob, fay] = [await member('admin'), await member('admin'), await member('finance')];
  const made = await signUp(shop, 'Nordlicht Handel');
  [owner, partner] = [made.visitor, made.partnerId];
  await shop.change(parseId('prt', partner) ?? '', { approved: true });
  await shop.deposit(parseId('prt', partner) ?? '', '100.00');
});

async function member(role: Parameters<typeof staff>[1]): Promise<Visitor> {
  const { visitor } = await staff(shop, role);
  await stepUp(clock, visitor);
  return visitor;
}

interface Made {
  readonly id: string;
  readonly code?: string;
}
const propose = (by: Visitor, amount: string, direction = 'add') =>
  by.post<Made>('/adjustments', { partner_id: partner, direction, amount, reason: REASON });
const approve = (by: Visitor, id: string) => by.post<Made>(`/proposals/${id}/approve`);
const get = <Body>(person: Visitor, path: string) => bodyOf<Body>(clock, person.get<Body>(path));
const balance = async () => (await get<{ balance: string }>(owner, '/balance')).balance;
const listed = async () =>
  (await get<{ data: Adjustment[] }>(fay, `/adjustments?partner_id=${partner}`)).data;
const broken = async () =>
  (await verify(shop.app, { deep: true })).filter((each) => each.broken.length > 0);

test('one person proposes, another admin agrees, and the business reads why', async () => {
  const made = await propose(fay, '12.50');
  expect(made).toMatchObject({
    status: 202,
    body: { kind: 'adjustment', state: 'waiting', after: '12.50', reason: REASON },
  });
  expect(await balance()).toBe('100.00');
  expect(await propose(ann, '1.00')).toMatchObject({
    status: 409,
    body: { code: 'invalid_state' },
  });
  expect((await approve(ann, made.body.id)).status).toBe(200);
  expect(await balance()).toBe('112.50');
  expect(await listed()).toMatchObject([
    { amount: '12.50', currency: 'USD', reason: REASON, partner: { id: partner } },
  ]);
  const { data } = await get<{ data: Transaction[] }>(owner, '/transactions');
  expect(data[0]).toMatchObject({ type: 'adjustment', amount: '12.50', balance_after: '112.50' });
  const told = (await get<{ data: Notification[] }>(owner, '/notifications')).data;
  expect(told.map(({ text }) => text)).toContain('Our staff added 12.50 USD to your balance.');
  const { text } = await fay.get(`/adjustments/export?partner_id=${partner}`);
  expect(parse(text, { columns: true })).toMatchObject([{ amount: '12.50', partner_id: partner }]);
  expect(await broken()).toEqual([]);
});

test('nobody agrees to their own, and only admins agree', async () => {
  const own = (await propose(ann, '5.00')).body.id;
  expect((await approve(ann, own)).status).toBe(409);
  expect((await approve(fay, own)).status).toBe(403);
  const support = await member('support');
  expect((await approve(support, own)).status).toBe(403);
  expect((await propose(support, '5.00')).status).toBe(403);
  expect(await balance()).toBe('100.00');
});

test('of two admins who agree at once, one does; the money moves once', async () => {
  const { id } = (await propose(fay, '5.00')).body;
  const answers = await Promise.all([approve(ann, id), approve(bob, id), approve(ann, id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(await balance()).toBe('105.00');
  expect(await listed()).toHaveLength(1);
});

test('no more is taken than the business can spend, also if it spends between proposal and agreement', async () => {
  expect(await propose(fay, '100.01', 'take')).toMatchObject({
    status: 409,
    body: { code: 'limit_reached', limit: '100.00' },
  });
  const { id } = (await propose(fay, '80.00', 'take')).body;
  await shop.stock({ codes: 1 });
  const { text: key } = await shop.key(parseId('prt', partner) ?? '');
  const body = { region: 'US', denomination: 50, quantity: 1 };
  expect((await shop.call('POST', '/orders', { key, body })).status).toBe(201);
  const left = await balance();
  expect(await approve(ann, id)).toMatchObject({ status: 409, body: { code: 'limit_reached' } });
  expect(await balance()).toBe(left);
  await fay.post(`/proposals/${id}/refuse`);
  const small = (await propose(fay, '10.00', 'take')).body.id;
  expect((await approve(ann, small)).status).toBe(200);
  expect(Number(await balance())).toBeCloseTo(Number(left) - 10);
  expect(await broken()).toEqual([]);
});

test('small pieces of one person add up to the limit of one person over seven days', async () => {
  const { creditAloneMax } = shop.app.twoPeople;
  const most = creditAloneMax('USD') / 100;
  const first = (await propose(fay, (most - 1).toFixed(2))).body.id;
  await fay.post(`/proposals/${first}/refuse`);
  // What was used before, not what is refused now.
  expect(await propose(fay, '1.01')).toMatchObject({
    status: 409,
    body: { code: 'limit_reached', limit: most.toFixed(2), used: (most - 1).toFixed(2) },
  });
  expect((await propose(ann, '1.01')).status).toBe(202);
});

test('a member of staff who is a person of the business neither proposes nor agrees', async () => {
  const { id } = (await propose(fay, '5.00')).body;
  const people = [await userOf(ann), await userOf(owner)];
  const [before] = await shop.rows<{ email: string }>(
    'SELECT email FROM identity.users WHERE user_id = $1',
    [people[1]],
  );
  await shop.rows(
    `UPDATE identity.users SET email = (SELECT email FROM identity.users WHERE user_id = $1)
      WHERE user_id = $2 RETURNING 1`,
    people,
  );
  expect(await approve(ann, id)).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  await fay.post(`/proposals/${id}/refuse`);
  expect(await propose(ann, '1.00')).toMatchObject({
    status: 409,
    body: { code: 'invalid_state' },
  });
  expect(await balance()).toBe('100.00');
  // As the audit has it.
  await shop.rows('UPDATE identity.users SET email = $2 WHERE user_id = $1', [
    people[1],
    before?.email,
  ]);
});

async function userOf(person: Visitor): Promise<string> {
  const { user } = await get<{ user: { id: string } }>(person, '/me');
  return parseId('usr', user.id) ?? '';
}

test('the trial balance is zero in every currency, also at the end of a day and in test mode, and every transfer is listed', async () => {
  const live = ({ rows }: TrialBalance, account: string) =>
    rows.find((row) => row.account === account);
  const credit = (of: TrialBalance) => Number(live(of, 'available')?.credit);
  const before = credit(await get<TrialBalance>(fay, '/ledger/trial-balance'));
  clock.advance(60_000);
  const { id } = (await propose(fay, '5.00')).body;
  await approve(ann, id);
  const now = await get<TrialBalance>(fay, '/ledger/trial-balance');
  expect(now.balanced).toBe(true);
  expect(credit(now)).toBeCloseTo(before + 5);
  const today = clock.now().toISOString().slice(0, 10);
  const until = (day: string) => get<TrialBalance>(fay, `/ledger/trial-balance?day=${day}`);
  expect(await until(today)).toMatchObject({ day: today, zone: 'UTC', rows: now.rows });
  expect(await until('2020-01-01')).toMatchObject({ balanced: true });
  expect(credit(await until('2020-01-01'))).toBe(0);
  expect((await fay.get('/ledger/trial-balance?day=2026-02-30')).status).toBe(422);
  const test = await get<TrialBalance>(fay, '/ledger/trial-balance?mode=test');
  expect([test.mode, test.balanced]).toEqual(['test', true]);
  const { data } = await get<{ data: LedgerTransfer[] }>(
    fay,
    `/ledger/transfers?partner_id=${partner}`,
  );
  expect(data).toMatchObject([
    { kind: 'adjustment', amount: '5.00', from: 'deposits', to: 'available', about_id: id },
    { kind: 'deposit', amount: '100.00', partner: { id: partner } },
  ]);
  const { text } = await fay.get(`/ledger/transfers/export?kind=adjustment&partner_id=${partner}`);
  expect((parse(text, { columns: true }) as object[])[0]).toMatchObject({
    kind: 'adjustment',
    amount: '5.00',
  });
  expect((await (await member('support')).get('/ledger/transfers')).status).toBe(403);
});

// Last, because it spoils the ledger.
test('verify finds money that was set without an adjustment, and an adjustment without its money', async () => {
  const { id } = (await propose(fay, '5.00')).body;
  await approve(ann, id);
  expect(await broken()).toEqual([]);
  await shop.rows('ALTER TABLE funding.adjustments DISABLE TRIGGER append_only');
  await shop.rows('UPDATE funding.adjustments SET amount = amount + 1 RETURNING 1');
  expect((await broken()).map((each) => each.id)).toContain('L5');
  await shop.rows('DELETE FROM funding.adjustments RETURNING 1');
  expect((await broken()).map((each) => each.id)).toContain('L5');
});
