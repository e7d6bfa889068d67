/**
 * Guards: a large credited deposit is taken back only by two people, once whoever decides and whatever is spent meanwhile; what is
 * already spent is a balance below zero, with which nothing is bought; the business reads why; and `verify` compares what was agreed.
 */
import type {
  Balance,
  BankLineList,
  EventList,
  Notification,
  Problem,
  StaffDepositList,
  Transaction,
} from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { verify } from '../../src/acts/index.ts';
import { reverseDeposit } from '../../src/funding/index.ts';
import { required } from '../../src/kit/assert.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { matchLine } from '../../src/matching/index.ts';
import { tenantOf } from '../../src/partners/index.ts';
import {
  bodyOf,
  camtFile,
  openShop,
  parseId,
  type Shop,
  signUp,
  staff,
  statementOf,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const reason = 'The bank of the payer recalled it.';
const LARGE = '6000.00';
const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let partnerId: string;
let ann: Visitor;
let bob: Visitor;
let fay: Visitor;
let deposit: string;

beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.stock({ codes: 400 });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  [ann, bob, fay] = [await member('admin'), await member('admin'), await member('finance')];
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  deposit = await credited(LARGE);
});

async function member(role: Parameters<typeof staff>[1]): Promise<Visitor> {
  const { visitor } = await staff(shop, role);
  await stepUp(clock, visitor);
  return visitor;
}

async function credited(amount: string): Promise<string> {
  await shop.deposit(partnerId, amount);
  const { data } = await get<StaffDepositList>(ann, '/deposits?status=credited');
  return data[0]?.id ?? '';
}

interface Made {
  readonly id: string;
  readonly object: string;
}
const get = <Body>(who: Visitor, path: string) => bodyOf<Body>(clock, who.get<Body>(path));
const reverse = (by: Visitor, id = deposit) => by.post<Made>(`/deposits/${id}/reverse`, { reason });
const approve = (by: Visitor, id: string) => by.post<Made>(`/proposals/${id}/approve`);
const available = async () => (await get<Balance>(owner, '/balance')).available;
const broken = async () =>
  (await verify(shop.app, { deep: true })).filter((each) => each.broken.length > 0);
const buy = async (quantity: number) => {
  const { text: key } = await shop.key(partnerId);
  return shop.call('POST', '/orders', { key, body: { region: 'US', denomination: 50, quantity } });
};
const shown = async (id = deposit) =>
  (await get<StaffDepositList>(ann, '/deposits?status=credited')).data.find(
    (each) => each.id === id,
  );

test('one person proposes, an admin approves, and the business reads it in its statement, an event and a notification', async () => {
  expect((await buy(100)).status).toBe(201);
  const left = Number(await available());
  expect(await shown()).toMatchObject({
    reversal: { proposal_id: null, balance_after: (left - 6000).toFixed(2) },
  });
  const made = await reverse(fay);
  expect(made).toMatchObject({
    status: 202,
    body: { kind: 'deposit_reversal', state: 'waiting', after: '-6000.00', reason },
  });
  expect(Number(await available())).toBe(left);
  expect(await shown()).toMatchObject({ reversal: { proposal_id: made.body.id } });
  expect((await approve(fay, made.body.id)).status).toBe(403);
  expect((await approve(ann, made.body.id)).status).toBe(200);
  const owed = left - 6000;
  expect(owed).toBeLessThan(0);
  expect(Number(await available())).toBe(owed);
  expect(await buy(1)).toMatchObject({ status: 402 });
  const { data } = await get<{ data: Transaction[] }>(owner, '/transactions');
  expect(data[0]).toMatchObject({
    ...{ type: 'reversal', amount: '-6000.00', deposit_id: deposit },
    balance_after: owed.toFixed(2),
  });
  const told = (await get<{ data: Notification[] }>(owner, '/notifications')).data;
  expect(told.map(({ text }) => text)).toContain('Your payment of 6000.00 USD was taken back.');
  const { text: key } = await shop.key(partnerId);
  const { body } = await shop.call<EventList>('GET', '/events', { key });
  expect(body.data.filter(({ type }) => type === 'deposit.reversed')).toMatchObject([
    { data: { deposit: { id: deposit, status: 'reversed', reason } } },
  ]);
  expect(await broken()).toEqual([]);
});

test('small ones are taken back by one person, until they add up to the limit of one person', async () => {
  const most = shop.app.twoPeople.creditAloneMax('USD') / 100;
  const [small, rest] = [await credited((most - 1).toFixed(2)), await credited('1.01')];
  expect(await reverse(fay, small)).toMatchObject({ status: 200, body: { status: 'reversed' } });
  expect((await reverse(fay, small)).status).toBe(200);
  expect((await reverse(fay, rest)).status).toBe(202);
  expect(await available()).toBe('6001.01');
  expect(await broken()).toEqual([]);
});

test('who asks again gets the proposal that waits, a colleague is referred to it, and nobody approves their own', async () => {
  const { id } = (await reverse(ann)).body;
  expect((await reverse(ann)).body.id).toBe(id);
  expect(await reverse(bob)).toMatchObject({
    status: 409,
    body: { code: 'invalid_state', detail: expect.stringMatching(/colleague proposed/) },
  });
  expect((await approve(ann, id)).status).toBe(409);
  await ann.post(`/proposals/${id}/refuse`);
  expect(await shown()).toMatchObject({ status: 'credited', reversal: { proposal_id: null } });
});

test('of reversals, approvals and orders at once one reversal moves the money, and no order spends what is gone', async () => {
  const { id } = (await reverse(fay)).body;
  const [approvals, orders] = await Promise.all([
    Promise.all([approve(ann, id), approve(bob, id), reverse(fay)]),
    Promise.all([buy(60), buy(60), buy(60)]),
  ]);
  expect(
    approvals
      .slice(0, 2)
      .map(({ status }) => status)
      .sort(),
  ).toEqual([200, 409]);
  expect(orders.every(({ status }) => status === 201 || status === 402)).toBe(true);
  const { data } = await get<{ data: Transaction[] }>(owner, '/transactions');
  expect(data.filter(({ type }) => type === 'reversal')).toHaveLength(1);
  expect((await buy(1)).status).toBe(402);
  expect(await broken()).toEqual([]);
});

test('a reversal by the command line ends the proposal that waits', async () => {
  const { id } = (await reverse(fay)).body;
  const by = { actor: 'operator', at: clock.now() };
  await reverseDeposit(shop.app, parseId('dep', deposit) ?? '', reason, by);
  expect(await approve(ann, id)).toMatchObject({
    status: 409,
    body: { code: 'invalid_state', detail: expect.stringMatching(/dropped/) } as Partial<Problem>,
  });
  expect(await broken()).toEqual([]);
});

test('a large match of a bank line is taken back by two people, too, and its line is open once both agreed', async () => {
  const IBAN = 'GB82WEST12345698765432';
  await bodyOf(clock, fay.post('/bank-accounts', { name: 'Main', number: IBAN, currency: 'USD' }));
  const entries = [{ amount: 900_000, payer: 'NORDLICHT', text: 'two', day: '2026-11-02' }];
  const file = camtFile([statementOf(IBAN, ['2026-11-02', '2026-11-02'], 0, entries)]);
  const sent = { name: 'statement.xml', bytes: new Uint8Array(file) };
  await bodyOf(clock, fay.call('POST', '/bank-statements', { file: sent }));
  const line = async () => {
    const [own] = (await get<BankLineList>(fay, '/bank-lines')).data;
    return required(own, 'the line is listed');
  };
  const { id, version } = await line();
  const payer = await tenantOf(shop.app.database.reads, partnerId, 'live');
  const by = { actor: 'operator', at: clock.now() };
  const split = [{ payer, amount: 900_000 }];
  await matchLine(shop.app, parseId('bln', id) ?? '', { version, split }, by);
  const undo = { version: (await line()).version, reason };
  const made = await fay.post<Made>(`/bank-lines/${id}/unmatch`, undo);
  expect(made).toMatchObject({ status: 202, body: { object: 'proposal', after: '-9000.00' } });
  expect([(await line()).state, await available()]).toEqual(['matched', '15000.00']);
  expect((await approve(bob, made.body.id)).status).toBe(200);
  expect([(await line()).state, await available()]).toEqual(['open', '6000.00']);
  expect(await broken()).toEqual([]);
});

// Last, because it spoils the records.
test('verify finds a reversal that is not what was approved', async () => {
  const { id } = (await reverse(fay)).body;
  const isFound = async () => (await broken()).some((each) => each.id === 'M4');
  const set = (what: string) =>
    shop.rows(`UPDATE proposals.proposals SET ${what} WHERE proposal_id = $1 RETURNING 1`, [
      parseId('prp', id),
    ]);
  const after = (amount: number) => set(`content = jsonb_set(content, '{after}', '${amount}')`);
  expect(await isFound()).toBe(false);
  await after(-1);
  expect(await isFound(), 'another amount').toBe(true);
  await after(-600_000);
  await approve(ann, id);
  expect(await isFound()).toBe(false);
  await set(`decided_by = 'operator'`);
  expect(await isFound(), 'another decision').toBe(true);
});
