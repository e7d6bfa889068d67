/**
 * Guards: a partner with a price list sees and pays its prices before its tier, in the inventory, in changes of it and in orders alike,
 * and nobody else does; no discount leads below the floor; and nobody alone lets partners buy below it.
 */
import type { Order, PriceList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepFloors } from '../../src/acts/index.ts';
import { formatId } from '../../src/kit/ids.ts';
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
let list: string;
let partnerId: string;
let key: string;
let other: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  [ann, bob, fay] = await staffOf(shop, 'admin', 'admin', 'finance');
  const codes = Array.from({ length: 30 }, (_, code) => `US,50,AAAA-BBBB-00${code + 10},45.00`);
  await shop.importFile(`region,denomination,code,cost\n${codes.join('\n')}\n`);
  await shop.stock({ denomination: 20, codes: 5 });
  ({ partnerId, key } = await shop.buyer({ balance: '900.00' }));
  ({ key: other } = await shop.buyer({ balance: '900.00' }));
  const made = await bodyOf<PriceList>(
    clock,
    fay.post('/price-lists', { name: 'Resellers', currency: 'USD' }),
  );
  list = made.id;
});
afterAll(() => shop[Symbol.asyncDispose]());

interface Item {
  readonly sku: string;
  readonly list_price: string;
  readonly unit_price: string;
  readonly discount_bps: number;
}
const item = async (sku = 'PSN-US-50', of = key) =>
  (await shop.call<Item>('GET', `/inventory/${sku}`, { key: of })).body;
const put = (by: Visitor, path: string, body: object) =>
  bodyOf<PriceList & { object: string }>(
    clock,
    by.call('PUT', `/price-lists/${list}${path}`, { body }) as never,
  );
const approve = async (kind: string) => {
  const { body } = await bob.get<{ data: { id: string; kind: string }[] }>(
    '/proposals?state=waiting',
  );
  const proposal = body.data.find((each) => each.kind === kind);
  await bodyOf(clock, bob.post(`/proposals/${proposal?.id}/approve`));
};
/** The prices that the inventory shows are those that an order pays. */
async function ordered(of = key): Promise<Order> {
  await shop.settle();
  const shown = await item('PSN-US-50', of);
  const body = { region: 'US', denomination: 50, quantity: 1, max_unit_price: shown.unit_price };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key: of, body });
  expect(order).toMatchObject({
    ...{ list_price: shown.list_price, unit_price: shown.unit_price },
    ...{ discount_bps: shown.discount_bps, total: shown.unit_price },
  });
  return order;
}

test('a list is given to a partner of its currency, and changes only what that partner pays', async () => {
  const partner_id = formatId('prt', partnerId);
  const euro = formatId('prt', await shop.partner({ currency: 'EUR' }));
  await put(fay, '', { name: 'Resellers', percent: 10, before: 0 });
  expect(await codeOf(fay.post(`/price-lists/${list}/partners`, { partner_id: euro }))).toBe(
    'validation_failed',
  );
  await shop.settle();
  const { body: before } = await shop.call<{ cursor: string }>('GET', '/inventory', { key });
  await bodyOf(clock, fay.post(`/price-lists/${list}/partners`, { partner_id }));
  expect(await ordered()).toMatchObject({ list_price: '51.70', unit_price: '51.70' });
  expect(await ordered(other)).toMatchObject({ list_price: '47.00', unit_price: '47.00' });
  const changes = await shop.call<{ data: Item[] }>(
    'GET',
    `/inventory/changes?since=${before.cursor}`,
    { key },
  );
  expect(changes.body.data.length).toBe(6);
  expect(changes.body.data).toContainEqual(expect.objectContaining({ unit_price: '51.70' }));
});

test('a fixed price replaces the percentage, the tier comes after it, and its change is announced', async () => {
  await shop.tiers('name,currency,volume_30d,discount_bps\nStandard,USD,0,200\n');
  await shop.recomputeTiers();
  const { body: now } = await shop.call<{ cursor: string }>('GET', '/inventory', { key });
  expect(await put(fay, '/prices/PSN-US-50', { price: '50.00', before: null })).toMatchObject({
    fixed_prices: 1,
  });
  expect(await ordered()).toMatchObject({
    ...{ list_price: '50.00', unit_price: '49.00', discount_bps: 200 },
  });
  const changes = await shop.call<{ data: Item[] }>(
    'GET',
    `/inventory/changes?since=${now.cursor}`,
    { key },
  );
  expect(changes.body.data).toMatchObject([{ sku: 'PSN-US-50', list_price: '50.00' }]);
  const stale = fay.call('PUT', `/price-lists/${list}/prices/PSN-US-50`, {
    body: { price: '51.00', before: null },
  });
  expect(await codeOf(stale)).toBe('invalid_state');
  const { body } = await fay.get('/price-history?sku=PSN-US-50&of=price_lists');
  expect(body).toMatchObject({
    data: [{ before: null, after: '50.00', price_list: { id: list, name: 'Resellers' } }],
  });
});

test('a fixed price far from what its card is worth, and a percentage that doubles prices, are confirmed', async () => {
  const plan = async (path: string) => (await fay.get(`/price-lists/${list}${path}`)).body;
  expect(await plan('/prices/PSN-US-50/plan?price=49.00')).toMatchObject({
    ...{ before: '50.00', price_now: '50.00', price_then: '49.00', change_bps: -200 },
    ...{ partners: 1, floor: '45.00', needs_two: false, jump: null },
  });
  expect(await plan('/prices/PSN-US-50/plan')).toMatchObject({
    ...{ after: null, price_then: '51.70', jump: null },
  });
  expect(await plan('/prices/PSN-US-50/plan?price=5.00')).toMatchObject({ jump: 'price' });
  expect(await plan('/prices/PSN-US-50/plan?price=0.00')).toMatchObject({
    code: 'validation_failed',
  });
  // Nobody pays the fixed price of a product without a list price, until it gets one.
  expect(await plan('/prices/PSN-US-25/plan?price=240.00')).toMatchObject({
    ...{ list_price: null, price_now: null, needs_two: false, jump: 'face_value' },
  });
  const fixed = (body: object) =>
    fay.call('PUT', `/price-lists/${list}/prices/PSN-US-50`, {
      body: { before: '50.00', ...body },
    });
  expect((await fixed({ price: '490.00' })).body).toMatchObject({
    errors: [{ pointer: '/price', code: 'maximum' }],
  });
  await bodyOf(clock, fixed({ price: '490.00', jump: true }));
  const back = { price: '50.00', before: '490.00', jump: true };
  await put(fay, '/prices/PSN-US-50', back);
  const percent = async (of: number) =>
    (await fay.post(`/price-lists/${list}/plan`, { percent: of })).body;
  expect(await percent(-8)).toMatchObject({
    ...{ before: 10, after: -8, prices: 5, partners: 1, needs_two: true, is_jump: false },
  });
  expect(await percent(150)).toMatchObject({ needs_two: false, is_jump: true });
  const terms = { name: 'Resellers', percent: 150, before: 10 };
  const doubled = await fay.call('PUT', `/price-lists/${list}`, { body: terms });
  expect(doubled.body).toMatchObject({ errors: [{ pointer: '/percent', code: 'maximum' }] });
  await put(fay, '', { ...terms, jump: true });
  await put(ann, '', { name: 'Resellers', percent: 10, before: 150 });
  await approve('price_list');
});

test('no discount leads below the floor: the tier stops there, and the order pays what is shown', async () => {
  await shop.tiers('name,currency,volume_30d,discount_bps\nStandard,USD,0,900\n');
  await shop.recomputeTiers();
  expect(await keepFloors(shop.app)).toBe(1);
  expect(await keepFloors(shop.app)).toBe(0);
  expect(await ordered(other)).toMatchObject({
    ...{ list_price: '47.00', unit_price: '45.00', discount_bps: 425 },
  });
  expect(await ordered()).toMatchObject({ unit_price: '45.50', discount_bps: 900 });
  // Its cost is not known, so it has no floor.
  expect(await item('PSN-US-20', other)).toMatchObject({ unit_price: '17.29', discount_bps: 900 });
});

test('a percentage stops at the floor as well, and a lower one needs a second admin', async () => {
  await put(fay, '/prices/PSN-US-50', { price: null, before: '50.00' });
  const proposal = await put(ann, '', { name: 'Resellers', percent: -8, before: 10 });
  expect(proposal).toMatchObject({ object: 'proposal', before: '10.00 %', after: '-8.00 %' });
  expect(await ordered()).toMatchObject({ list_price: '51.70' });
  await approve('price_list');
  expect(await ordered()).toMatchObject({ list_price: '45.00', unit_price: '45.00' });
});

test('a fixed price below the floor needs a second admin, and is then paid as it is', async () => {
  const below = await put(ann, '/prices/PSN-US-50', { price: '44.00', before: null });
  expect(below).toMatchObject({ object: 'proposal', after: '44.00' });
  expect(await codeOf(ann.post(`/proposals/${below.id}/approve`))).toBe('invalid_state');
  await approve('price_list_price');
  expect(await ordered()).toMatchObject({
    ...{ list_price: '44.00', unit_price: '44.00', discount_bps: 0 },
  });
  const { body } = await fay.get<PriceList>(`/price-lists/${list}`);
  expect(body.prices).toContainEqual(
    expect.objectContaining({ sku: 'PSN-US-50', fixed_price: '44.00', below_floor: true }),
  );
});

test('a partner that is removed pays the list prices again; an own price stays above all', async () => {
  const partner_id = formatId('prt', partnerId);
  await shop.ownPrice(partnerId, 'US,50,USD,46.01');
  expect(await ordered()).toMatchObject({ unit_price: '46.01', discount_bps: 0 });
  await shop.ownPrice(partnerId, 'US,50,USD,');
  await bodyOf(clock, fay.post(`/price-lists/${list}/partners/remove`, { partner_id }));
  expect(await ordered()).toMatchObject({ list_price: '47.00', unit_price: '45.00' });
  const { body } = await fay.get<{ data: object[] }>('/price-lists');
  expect(body.data).toMatchObject([{ id: list, partner_count: 0, percent: -8 }]);
  const taken = fay.post('/price-lists', { name: 'RESELLERS', currency: 'EUR' });
  expect(await codeOf(taken)).toBe('validation_failed');
  expect(await shop.verify()).toEqual([]);
});
