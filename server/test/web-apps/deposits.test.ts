/**
 * Guards: a payment goes from staff who saw it to the balance of its partner, who sees each step; what is wrong with it is named; an address
 * list that is used up is a state of its own; and nobody sees another business's payments, references or addresses.
 */
import {
  type Balance,
  type DepositList,
  type DepositMethod,
  type DepositMethodList,
  depositCsvColumns,
  type Problem,
  partnerCsvColumns,
  type StaffDeposit,
  type StaffDepositList,
  staffDepositCsvColumns,
  type WayToPay,
} from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import {
  base58check,
  bodyOf,
  colleague,
  openShop,
  parseId,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let ann: Visitor;
let bo: Visitor;
let owner: Visitor;
let other: Visitor;
let partner: string;
let otherPartner: string;

beforeAll(async () => {
  shop = await openShop({ clock });
  ann = (await staff(shop, 'finance')).visitor;
  bo = (await staff(shop, 'admin')).visitor;
  ({ visitor: owner, partnerId: partner } = await signUp(shop, 'Nordlicht Handel'));
  const second = await signUp(shop, 'Another business');
  ({ visitor: other, partnerId: otherPartner } = second);
  for (const each of [partner, second.partnerId]) {
    await shop.change(parseId('prt', each) ?? '', { approved: true });
  }
  for (const each of [ann, bo]) await stepUp(clock, each);
});
afterAll(() => shop[Symbol.asyncDispose]());

type Recorded = StaffDeposit & { readonly repeated: boolean };

const get = <Body>(who: Visitor, path: string) => bodyOf<Body>(clock, who.get<Body>(path));
const post = <Body>(who: Visitor, path: string, body?: unknown) =>
  bodyOf<Body>(clock, who.post<Body>(path, body));
const ways = async (who: Visitor) =>
  (await get<{ data: WayToPay[] }>(who, '/deposit-methods')).data;
const account = {
  ...{ holder: 'Codes Ltd', iban: 'GB82 WEST 1234 5698 7654 32', bic: 'WESTGB2L' },
  ...{ bank: 'West Bank', currency: 'USD', usual_time: '1 working day' },
};

test('a bank transfer: where to pay, seen, credited, and each its own reference', async () => {
  const bank = await post<DepositMethod>(ann, '/deposit-methods/bank-transfers', account);
  expect([bank.status, await ways(owner)]).toEqual(['waiting', []]);
  await post(bo, `/deposit-methods/${bank.id}/confirm`, { addresses: 0 });
  const [own] = await ways(owner);
  const [others] = await ways(other);
  expect(own?.reference).toMatch(/^RF\d{14}$/);
  expect([own?.iban, own?.address_status]).toEqual(['GB82WEST12345698765432', null]);
  expect(others?.reference).not.toBe(own?.reference);
  const paid = {
    partner_id: partner,
    method_id: bank.id,
    reference: 'B-1',
    sent_amount: '1500.00',
  };
  const { id, repeated } = await post<Recorded>(ann, '/deposits', paid);
  expect(repeated).toBe(false);
  expect(await post<Recorded>(ann, '/deposits', paid)).toMatchObject({ id, repeated: true });
  // Another payment with its reference is refused in a sentence that names the first one, and what to correct.
  const otherwise = async (change: object) =>
    (await ann.post<Problem>('/deposits', { ...paid, ...change })).body.errors;
  expect(await otherwise({ sent_amount: '1500.01' })).toMatchObject([
    {
      pointer: '/sent_amount',
      detail: `The payment with this reference was recorded with another amount: ${id}, 1500.00 USD. Correct the amount, or the reference if this is another payment.`,
    },
  ]);
  expect(await otherwise({ partner_id: otherPartner })).toMatchObject([
    {
      pointer: '/reference',
      detail: `A payment of Nordlicht Handel has this reference: ${id}, 1500.00 USD. Check the reference and the partner; a payment is credited once.`,
    },
  ]);
  expect(await otherwise({ reference: 'B-0', amount: '0.00' })).toMatchObject([
    { pointer: '/amount', detail: expect.stringContaining('above 0. Leave it out') },
  ]);
  expect((await get<DepositList>(owner, '/deposits')).data).toMatchObject([
    { id, status: 'seen', sent_amount: '1500.00', amount: '1500.00' },
  ]);
  expect((await get<DepositList>(other, '/deposits')).data).toEqual([]);
  const inState = async (status: string) =>
    (await get<{ total: number }>(owner, `/deposits?status=${status}`)).total;
  expect([await inState('waiting'), await inState('credited')]).toEqual([1, 0]);
  const alone = await ann.post<Problem>(`/deposits/${id}/credit`, {});
  expect(alone).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  await post(bo, `/deposits/${id}/credit`, {});
  expect((await get<Balance>(owner, '/balance')).available).toBe('1500.00');
  expect([await inState('waiting'), await inState('credited')]).toEqual([0, 1]);
  const listed = await get<StaffDepositList>(bo, `/deposits?reference=b-%201&status=credited`);
  expect(listed.data).toMatchObject([{ id, partner: { id: partner } }]);
  const csv = async (by: Visitor) => (await by.get('/deposits/export')).text.trim().split('\r\n');
  expect(await csv(owner)).toEqual([
    depositCsvColumns.join(','),
    expect.stringMatching(new RegExp(`^${id},.*,credited,bank_transfer,,1500.00,USD,1500.00,`)),
  ]);
  expect(await csv(other)).toHaveLength(1);
  const staffs = (await ann.get(`/deposits/export?status=credited&partner_id=${partner}`)).text;
  expect(staffs.trim().split('\r\n')).toEqual([
    staffDepositCsvColumns.join(','),
    expect.stringMatching(new RegExp(`^${partner},Nordlicht Handel,${id},.*,1500.00,USD,`)),
  ]);
  const names = (await ann.get('/partners/export?q=Nordlicht')).text.trim().split('\r\n');
  expect(names).toEqual([
    partnerCsvColumns.join(','),
    expect.stringMatching(new RegExp(`^${partner},.*,Nordlicht Handel,DE,USD,approved,`)),
  ]);
  const byPart = await get<StaffDepositList>(bo, `/deposits?reference=-1&status=credited`);
  expect(byPart.data).toMatchObject([{ id }]);
  expect((await get<StaffDepositList>(bo, `/deposits?reference=_-1`)).data).toEqual([]);
  for (const [q, found] of [
    ['b-', [{ id }]],
    [id, [{ id }]],
    ['_-1', []],
  ] as const) {
    const own = await get<DepositList>(owner, `/deposits?q=${q}`);
    expect(own.data.map((each) => ({ id: each.id }))).toEqual(found);
  }
  expect((await get<DepositList>(other, `/deposits?q=${id}`)).data).toEqual([]);
  const reason = 'The bank took it back.';
  const waits = await post<{ id: string }>(ann, `/deposits/${id}/reverse`, { reason });
  await post(bo, `/proposals/${waits.id}/approve`);
  expect((await get<DepositList>(owner, '/deposits')).data).toMatchObject([
    { id, status: 'reversed', reason },
  ]);
});

test('a digital asset: an address for ever, and a list that is used up', async () => {
  const terms = { asset: 'USDT', network: 'tron', confirmations: 20, usual_time: '1 hour' };
  const { id } = await post<DepositMethod>(ann, '/deposit-methods/digital-assets', terms);
  const list = [base58check(0x41, 7)];
  await post(ann, `/deposit-methods/${id}/addresses`, { addresses: list });
  await post(bo, `/deposit-methods/${id}/confirm`, { addresses: 1 });
  const take = (who: Visitor) => post<WayToPay>(who, `/deposit-methods/${id}/address`);
  const { visitor: stranger } = await signUp(shop);
  const tried = await stranger.post<Problem>(`/deposit-methods/${id}/address`);
  expect(tried.body.code, 'who only signed up takes none').toBe('partner_not_approved');
  for (const _ of [1, 2]) expect(await take(owner)).toMatchObject({ address: list[0] });
  expect(await take(other)).toMatchObject({ address: null, address_status: 'used_up' });
  const { data } = await get<DepositMethodList>(ann, '/deposit-methods');
  expect(data.find((each) => each.id === id)).toMatchObject({ addresses_left: 0 });
  const unread = await get<{ data: { kind: string }[] }>(ann, '/notifications');
  expect(unread.data.filter(({ kind }) => kind === 'addresses.few')).toHaveLength(1);
});

test.each([
  [{ sent_amount: '0' }, '/sent_amount'],
  [{ sent_amount: '-5' }, '/sent_amount'],
  [{ sent_amount: '5.001' }, '/sent_amount'],
  [{ amount: '5.001' }, '/amount'],
  [{ reference: '' }, '/reference'],
  [{ reference: 'x'.repeat(10_000) }, '/reference'],
  [{ partner_id: 'prt_01m84f9wa0ep894fyg5a2ba3x1' }, '/partner_id'],
  [{ method_id: 'dpm_01m84f9wa0ep894fyg5a2ba3x1' }, '/method_id'],
])('a payment with %j is refused at %s', async (wrong, pointer) => {
  const { data } = await get<DepositMethodList>(ann, '/deposit-methods');
  const method_id = data.find(({ kind }) => kind === 'bank_transfer')?.id;
  const paid = { partner_id: partner, method_id, reference: 'B-2', sent_amount: '5.00', ...wrong };
  const { body, status } = await ann.post<Problem>('/deposits', paid);
  expect([404, 422]).toContain(status);
  expect(body.errors?.map((each) => each.pointer)).toContain(pointer);
});

test('who has nothing to do with money neither sees nor does it', async () => {
  const { visitor: developer } = await colleague(shop, owner, 'developer');
  const { visitor: buyer } = await colleague(shop, owner, 'buyer');
  const { visitor: support } = await staff(shop, 'support');
  const code = async (who: Visitor, path: string) => (await who.get<Problem>(path)).body.code;
  expect(await code(developer, '/deposits')).toBe('role_missing');
  expect(await code(support, '/deposits')).toBe('role_missing');
  const [way] = (await ways(buyer)).filter(({ kind }) => kind === 'digital_asset');
  const taken = await buyer.post<Problem>(`/deposit-methods/${way?.id}/address`);
  expect(taken.body.code).toBe('role_missing');
});
