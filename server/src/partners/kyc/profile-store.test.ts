/**
 * Guards: personal data of a business is sealed, opens only in its own row, and rows from before profiles were sealed
 * are sealed without loss; staff still find a business by name.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop, signUp } from '../../../testkit/index.ts';
import { parseId } from '../../kit/ids.ts';
import { SealBroken } from '../../vault/index.ts';
import { searchPartners } from '../search-partners.ts';
import { emptyProfile, type Profile } from './profile.ts';
import { findProfile, sealProfiles, storeProfile } from './profile-store.ts';

const profile: Profile = {
  ...emptyProfile,
  legal_name: 'Nordmann Handel',
  tax_id: 'DE 123 456 789',
  owners: [{ name: 'Olga Nordmann', country: 'DE', share_percent: 100, born_on: '1980-02-29' }],
};
let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

async function business(name: string): Promise<string> {
  return parseId('prt', (await signUp(shop, name)).partnerId) ?? '';
}
const store = (id: string) =>
  shop.app.database.transaction((tx) =>
    storeProfile(tx, shop.app.vault, id, profile, shop.clock.now()),
  );
const read = (id: string) => findProfile(shop.app.database.reads, shop.app.vault, id);
const rowOf = async (id: string) => {
  const [row] = await shop.rows<{ data: string | null; sealed: Buffer | null }>(
    'SELECT data, sealed FROM partners.profiles WHERE partner_id = $1',
    [id],
  );
  return row;
};

test('a profile is stored sealed and read unchanged', async () => {
  const id = await business('Nordlicht');
  await store(id);
  const row = await rowOf(id);
  expect(row?.data).toBeNull();
  for (const word of ['Nordmann', '1980', '123 456']) {
    expect(row?.sealed?.includes(word)).toBe(false);
  }
  expect((await read(id)).profile).toEqual(profile);
  const [found] = await searchPartners(shop.app.database.reads, { q: 'ordlich', limit: 5 });
  expect(found?.partnerId).toBe(id);
});

test('it opens in no other row', async () => {
  const [one, other] = [await business('One'), await business('Other')];
  await store(one);
  await store(other);
  await shop.rows(
    `UPDATE partners.profiles SET sealed = (SELECT sealed FROM partners.profiles WHERE partner_id = $1)
      WHERE partner_id = $2`,
    [one, other],
  );
  await expect(read(other)).rejects.toThrow(SealBroken);
});

test('older rows can be read, and the worker seals them', async () => {
  const id = await business('Early');
  await shop.rows(
    'INSERT INTO partners.profiles (partner_id, data, updated_at) VALUES ($1, $2, now())',
    [id, JSON.stringify(profile)],
  );
  expect((await read(id)).profile).toEqual(profile);
  const seal = () => shop.app.database.transaction((tx) => sealProfiles(tx, shop.app.vault));
  expect(await seal()).toBe(1);
  expect(await seal()).toBe(0);
  expect((await rowOf(id))?.data).toBeNull();
  expect((await read(id)).profile).toEqual(profile);
});
