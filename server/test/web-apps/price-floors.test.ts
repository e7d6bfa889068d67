/**
 * Guards: nobody alone sets a list price below cost with the margin of its region, or lowers that margin; where no floor is set, it is
 * the cost; and staff see which prices are below it.
 */
import { proposalKindNames } from '@psnb2b/contract';
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
  await shop.importFile('region,denomination,code,cost\nUS,50,AAAA-BBBB-0001,45.00\n');
});
afterAll(() => shop[Symbol.asyncDispose]());

interface Floor {
  readonly id: string;
  readonly object: string;
  readonly applies_percent: number;
}
const set = (by: Visitor, region: string, margin_percent: number | null) =>
  bodyOf<Floor>(
    clock,
    by.call('PUT', `/price-floors/${region}`, { body: { margin_percent } }) as never,
  );
const applies = async (region: string) => {
  const { body } = await fay.get<{ data: Floor[] }>('/price-floors');
  return body.data.find(({ id }) => id === region)?.applies_percent;
};
const planned = async (list_price: string) =>
  (
    await fay.get<{ floor: string; needs_two: boolean }>(
      `/products/PSN-US-50/price-plan?currency=USD&list_price=${list_price}`,
    )
  ).body;

test('without a setting, the floor is the cost', async () => {
  expect(await applies('shop')).toBe(0);
  expect(await planned('45.00')).toMatchObject({ floor: '45.00', needs_two: false });
  expect(await planned('44.99')).toMatchObject({ needs_two: true });
});

test('a margin of the shop applies to every region but those with their own', async () => {
  expect(await set(ann, 'shop', 1.5)).toMatchObject({ id: 'shop', applies_percent: 1.5 });
  expect(await applies('US')).toBe(1.5);
  expect(await planned('45.68')).toMatchObject({ floor: '45.68', needs_two: false });
  expect(await planned('45.67')).toMatchObject({ needs_two: true });
  expect(await set(ann, 'us', 4)).toMatchObject({ id: 'US', applies_percent: 4 });
  expect(await applies('GB')).toBe(1.5);
  expect(await planned('46.79')).toMatchObject({ floor: '46.80', needs_two: true });
  expect(await codeOf(fay.call('PUT', '/price-floors/US', { body: { margin_percent: 9 } }))).toBe(
    'role_missing',
  );
  expect(await codeOf(ann.call('PUT', '/price-floors/XX', { body: { margin_percent: 9 } }))).toBe(
    'not_found',
  );
  const fine = ann.call('PUT', '/price-floors/US', { body: { margin_percent: 4.125 } });
  expect(await codeOf(fine)).toBe('validation_failed');
});

test('a lower margin waits for a second admin, also by the removal of a region’s own', async () => {
  const proposal = await set(ann, 'US', null);
  expect(proposal).toMatchObject({ object: 'proposal', before: '4.00 %', after: 'as the shop' });
  expect(await applies('US')).toBe(4);
  expect(await codeOf(ann.post(`/proposals/${proposal.id}/approve`))).toBe('invalid_state');
  await bodyOf(clock, bob.post(`/proposals/${proposal.id}/approve`));
  expect(await applies('US')).toBe(1.5);
  const stale = await set(ann, 'shop', 1);
  await set(bob, 'shop', 8);
  expect(await codeOf(bob.post(`/proposals/${stale.id}/approve`))).toBe('invalid_state');
  expect(await applies('US')).toBe(8);
});

test('prices below the floor are found, in the list and in its file', async () => {
  const { body } = await fay.get<{ data: object[] }>('/products?price=below_floor');
  expect(body.data).toMatchObject([
    { id: 'PSN-US-50', prices: [{ floor: '48.60', below_floor: true }] },
  ]);
  const { text } = await fay.get('/products/export?price=below_floor');
  expect(text.trim().split('\r\n')).toEqual([
    'region,denomination,currency,list_price',
    'US,50,USD,47.00',
  ]);
});

test('the database knows every kind of proposal', async () => {
  const [row] = await shop.rows<{ kinds: string }>(
    `SELECT pg_get_constraintdef(oid) AS kinds FROM pg_constraint WHERE conname = 'proposals_kind_check'`,
  );
  for (const kind of proposalKindNames) expect(row?.kinds).toContain(`'${kind}'`);
});
