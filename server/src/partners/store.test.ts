/**
 * Guards: an iteration over all partners or tenants meets each once, however many there are; a page finds its own by
 * id.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import { eachPartner, eachTenant, tenantsById, termsInUse } from './store.ts';

/** More than two chunks, and more than any page. */
const PARTNERS = 1_203;

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  await database.transaction((tx) =>
    tx.query(
      `WITH made AS (
         INSERT INTO partners.partners (partner_id, name, email, currency, created_at)
         SELECT gen_random_uuid(), 'Partner ' || n, n || '@partner.example',
                CASE n WHEN 1 THEN 'EUR' ELSE 'USD' END, now()
           FROM generate_series(1, ${PARTNERS}) n RETURNING partner_id, name)
       INSERT INTO partners.tenants (partner_id, mode, tier)
       SELECT partner_id, mode, CASE name WHEN 'Partner 2' THEN 'Gold' ELSE '' END
         FROM made, unnest(ARRAY['live', 'test']) mode`,
    ),
  );
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

test('each partner once', async () => {
  const ids = (await Array.fromAsync(eachPartner(database.reads))).map((each) => each.partnerId);
  expect(new Set(ids).size).toBe(PARTNERS);
  expect(ids).toEqual(ids.toSorted().reverse());
});

test('each tenant once', async () => {
  const ids = (await Array.fromAsync(eachTenant(database.reads))).map((each) => each.tenantId);
  expect(ids).toHaveLength(2 * PARTNERS);
  expect(new Set(ids).size).toBe(2 * PARTNERS);
});

test('those of a page are found by their ids', async () => {
  const all = await Array.fromAsync(eachTenant(database.reads));
  const [first, last] = [all[0], all.at(-1)];
  const found = await tenantsById(database.reads, [
    first?.tenantId ?? 0,
    last?.tenantId ?? 0,
    last?.tenantId ?? 0,
    2_000_000_000,
  ]);
  expect([...found.values()]).toEqual([first, last]);
  expect(await tenantsById(database.reads, [])).toEqual(new Map());
});

test('values in use are listed once', async () => {
  expect(await termsInUse(database.reads)).toEqual({ currencies: ['EUR', 'USD'], tiers: ['Gold'] });
});
