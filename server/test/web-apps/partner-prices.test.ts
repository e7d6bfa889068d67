/**
 * Guards: an own price that staff set for one business is what its orders pay, above list and tier, and nobody else's change; nobody alone
 * sets one that may be below the floor, nor a person of the business any; and its preview, audit, history and notification say what it did.
 */
import type { AuditEntry, Order, PartnerPricePlan, PartnerPrices } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatId, parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  type Shop,
  staffOf,
  type Visitor,
} from '../../testkit/index.ts';

const SKU = 'PSN-US-50';
const clock = drivenClock();
let shop: Shop;
let ann: Visitor;
let bob: Visitor;
let fay: Visitor;
let id: string;
let key: string;
let other: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  [ann, bob, fay] = await staffOf(shop, 'admin', 'admin', 'finance');
  const codes = Array.from({ length: 30 }, (_, code) => `US,50,AAAA-BBBB-00${code + 10},45.00`);
  await shop.importFile(`region,denomination,code,cost\n${codes.join('\n')}\n`);
  await shop.tiers('name,currency,volume_30d,discount_bps\nStandard,USD,0,200\n');
  const buyer = await shop.buyer({ balance: '900.00' });
  [id, key] = [formatId('prt', buyer.partnerId), buyer.key];
  ({ key: other } = await shop.buyer({ balance: '900.00' }));
  await shop.recomputeTiers();
});
afterAll(() => shop[Symbol.asyncDispose]());

const uuid = () => parseId('prt', id) ?? '';
type Answer = PartnerPrices & { readonly id: string; readonly object: string };
const post = (by: Visitor, body: object, sku = SKU) =>
  by.post<Answer>(`/partners/${id}/prices`, { sku, ...body });
const set = (by: Visitor, price: string | null, before: string | null, more: object = {}) =>
  bodyOf(clock, post(by, { price, before, ...more }));
const read = () => bodyOf(clock, fay.get<PartnerPrices>(`/partners/${id}/prices`));
const mine = async () => (await read()).prices.find(({ sku }) => sku === SKU);
const plan = (price?: string) =>
  bodyOf(
    clock,
    fay.get<PartnerPricePlan>(
      `/partners/${id}/price-plan?sku=${SKU}${price === undefined ? '' : `&price=${price}`}`,
    ),
  );
async function paid(of = key): Promise<string> {
  await shop.settle();
  const body = { region: 'US', denomination: 50, quantity: 1 };
  return (await shop.call<Order>('POST', '/orders', { key: of, body })).body.unit_price;
}

test('it shows what the business pays now and then, and is set by one person at the floor', async () => {
  expect(await mine()).toMatchObject({
    ...{ list_price: '47.00', own_price: null, without_own: '46.06' },
    ...{ floor: '45.00', below_floor: false, changed_at: null },
  });
  expect(await plan('45.50')).toMatchObject({
    ...{ before: null, after: '45.50', pays_now: '46.06', pays_then: '45.50', change_bps: -122 },
    ...{ margin_now_bps: 230, margin_then_bps: 109, needs_two: false, jump: null },
  });
  expect(await plan('44.99')).toMatchObject({ below_floor: true, needs_two: true });
  const answer = await set(fay, '45.50', null, { reason: 'Agreed for December.' });
  expect(answer.prices.find(({ sku }) => sku === SKU)).toMatchObject({
    ...{ own_price: '45.50', without_own: '46.06', margin_bps: 109 },
  });
  expect(await paid()).toBe('45.50');
  expect(await paid(other)).toBe('46.06');
});

test('the audit, the history and a notification say who set whose price', async () => {
  const { data } = await bodyOf(
    clock,
    ann.get<{ data: AuditEntry[] }>(`/audit?action=price.changed&subject=${SKU}`),
  );
  expect(JSON.stringify(data[0])).toContain('Agreed for December.');
  expect(JSON.stringify(data[0])).toContain(id);
  const history = await fay.get(`/price-history?sku=${SKU}&of=partners`);
  expect(history.body).toMatchObject({
    data: [{ before: null, after: '45.50', partner: { id }, reason: 'Agreed for December.' }],
  });
  const { text } = await ann.get('/notifications');
  expect(text).toContain(`now pays 45.50 USD for ${SKU}.`);
});

test('one that may be below the floor waits for a second admin, and is then paid', async () => {
  const proposal = await set(ann, '44.00', '45.50');
  expect(proposal).toMatchObject({ object: 'proposal', kind: 'own_price', after: '44.00' });
  expect((await read()).waiting).toMatchObject([{ id: proposal.id, before: '45.50' }]);
  expect(await paid()).toBe('45.50');
  expect(await codeOf(ann.post(`/proposals/${proposal.id}/approve`))).toBe('invalid_state');
  const approved = await bodyOf(
    clock,
    bob.post<{ subject: { name: string } }>(`/proposals/${proposal.id}/approve`),
  );
  expect(approved.subject.name).toMatch(/, PSN-US-50$/);
  expect(await mine()).toMatchObject({ own_price: '44.00', below_floor: true });
  expect(await paid()).toBe('44.00');
});

test('a proposal is not carried out over another price, and a newer price drops it', async () => {
  const first = await set(ann, '43.00', '44.00');
  await set(fay, '45.00', '44.00');
  expect(await codeOf(bob.post(`/proposals/${first.id}/approve`))).toBe('invalid_state');
  const second = await set(ann, '43.00', '45.00');
  await shop.ownPrice(uuid(), 'US,50,USD,46.00');
  expect(await codeOf(bob.post(`/proposals/${second.id}/approve`))).toBe('invalid_state');
  await bodyOf(clock, ann.post(`/proposals/${second.id}/refuse`));
  expect(await paid()).toBe('46.00');
});

test('a price that somebody else set since, a jump and a wrong product are refused', async () => {
  expect(await codeOf(post(fay, { price: '45.00', before: '45.50' }))).toBe('invalid_state');
  const jump = { price: '4600.00', before: '46.00' };
  expect(await codeOf(post(fay, jump))).toBe('validation_failed');
  expect(await plan('4600.00')).toMatchObject({ jump: 'price' });
  await bodyOf(clock, post(fay, { ...jump, jump: true }));
  expect(await codeOf(post(fay, { price: '46.00', before: '4600.00' }))).toBe('validation_failed');
  expect(await codeOf(post(fay, { price: '0.00', before: '4600.00' }))).toBe('validation_failed');
  expect(await codeOf(post(fay, { price: '46.00', before: null }, 'PSN-US-51'))).toBe('not_found');
  expect(await codeOf(post(fay, { price: '46.00', before: null }, 'PSN-US-75'))).toBe(
    'validation_failed',
  );
});

test('who is a person of the business decides on no price of it', async () => {
  await shop.rows(
    `INSERT INTO identity.users (user_id, door, partner_id, email, name, role, password, created_at)
     SELECT gen_random_uuid(), 'portal', $1, email, name, 'owner', password, created_at
       FROM identity.users WHERE door = 'console' AND role = 'finance'`,
    [uuid()],
  );
  expect(await codeOf(post(fay, { price: '47.00', before: '4600.00', jump: true }))).toBe(
    'invalid_state',
  );
  // The audit does not know this person.
  await shop.rows("DELETE FROM identity.users WHERE door = 'portal' AND partner_id = $1", [uuid()]);
});

test('one that is removed leaves list and tier', async () => {
  expect(await plan()).toMatchObject({ after: null, pays_then: '46.06', needs_two: false });
  await set(ann, null, '4600.00');
  expect(await mine()).toMatchObject({ own_price: null, without_own: '46.06' });
  expect(await paid()).toBe('46.06');
  const { text } = await bob.get('/notifications');
  expect(text).toContain(`has no own price for ${SKU} any more.`);
  expect(await shop.verify()).toEqual([]);
});
