/**
 * Guards: the views and favourites that a person saves are theirs alone, are there again after any number of savings, and end at
 * a limit that says what to do.
 */
import { type BuyingTerms, type SavedView, savedViewsMax } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  colleague,
  openShop,
  type Shop,
  signUp,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let reader: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock });
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  await shop.change(parseId('prt', made.partnerId) ?? '', { approved: true });
  reader = (await colleague(shop, owner, 'read_only')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

const viewsOf = async (by: Visitor) =>
  (await bodyOf(clock, by.get<{ data: SavedView[] }>('/views'))).data;
const save = (by: Visitor, view: SavedView) => by.call('PUT', '/views', { body: view });
const starsOf = async (by: Visitor) =>
  (await bodyOf(clock, by.get<BuyingTerms>('/buying-terms'))).favourites;
const star = (by: Visitor, sku: string, favourite: boolean) =>
  by.call('PUT', '/favourites', { body: { sku, favourite } });

test('a view is saved, replaced and removed by the person alone', async () => {
  const view = { page: '/orders', name: 'Waiting <b>“GB”</b>', query: 'region=GB&status=pending' };
  expect((await save(owner, view)).status).toBe(200);
  expect((await save(owner, { ...view, query: 'region=GB' })).status).toBe(200);
  expect((await save(owner, { ...view, page: '/claims' })).status).toBe(200);
  expect(await viewsOf(owner)).toEqual([
    { ...view, page: '/claims' },
    { ...view, query: 'region=GB' },
  ]);
  expect(await viewsOf(reader)).toEqual([]);
  expect((await save(reader, view)).status).toBe(200);
  const { query: _, ...named } = view;
  expect((await reader.post('/views/remove', named)).status).toBe(200);
  expect((await reader.post('/views/remove', named)).status).toBe(200);
  expect(await viewsOf(owner)).toHaveLength(2);
  for (const wrong of [{ name: '' }, { name: 'x'.repeat(61) }, { query: 'x'.repeat(1_001) }]) {
    expect((await save(owner, { ...view, ...wrong })).status).toBe(422);
  }
});

test('as many views as the limit says, even when they are saved at once', async () => {
  const page = '/claims';
  const names = Array.from({ length: savedViewsMax + 5 }, (_, index) => `View ${index}`);
  const replies = await Promise.all(names.map((name) => save(reader, { page, name, query: '' })));
  const refused = replies.filter(({ status }) => status !== 200);
  expect(refused.map(({ body }) => body.code)).toEqual(Array(5).fill('limit_reached'));
  expect(await viewsOf(reader)).toHaveLength(savedViewsMax);
});

test('a favourite is one of a person who buys, once, and of a product that exists', async () => {
  for (const favourite of [true, true]) {
    expect((await star(owner, 'PSN-US-50', favourite)).status).toBe(200);
  }
  expect(await starsOf(owner)).toEqual(['PSN-US-50']);
  expect(await starsOf(reader)).toEqual([]);
  expect((await star(reader, 'PSN-US-50', true)).body.code).toBe('role_missing');
  expect((await star(owner, 'PSN-XX-50', true)).status).toBe(404);
  expect((await star(owner, 'PSN-US-50', false)).status).toBe(200);
  expect(await starsOf(owner)).toEqual([]);
});
