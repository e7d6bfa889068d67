/** Guards: a partner has the terms that were set, and never inconsistent ones. */
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import { readEmail } from '../kit/email-address.ts';
import { newUuid } from '../kit/ids.ts';
import { createPartner, type NewPartner } from './create-partner.ts';
import type { PartnerChange } from './partner-change.ts';
import { hasApproved } from './search-partners.ts';
import { setPartner } from './set-partner.ts';
import { setTier } from './set-tier.ts';
import { eachPartner, eachTenant, findPartner, findTenant, tenantOf } from './store.ts';

const at = new Date('2026-11-24T00:00:00.000Z');
const later = new Date('2026-11-25T00:00:00.000Z');
const acme: NewPartner = {
  name: 'Acme “α” GmbH',
  email: readEmail('buyer@acme.test'),
  country: 'DE',
  currency: 'EUR',
  approved: false,
  actor: 'operator:test',
  at,
};
let copy: TestDatabase;
let database: Database;

beforeAll(async () => {
  copy = await testDatabase();
  database = new Database({ url: copy.url });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
});

const create = (partner: Partial<NewPartner> = {}) =>
  database.transaction((tx) => createPartner(tx, { ...acme, ...partner }));
const set = (partnerId: string, change: PartnerChange, when = at) =>
  database.transaction((tx) => setPartner(tx, partnerId, change, { actor: 'o', at: when }));
const pointerOf = (work: Promise<unknown>) =>
  work.then(
    () => 'went through',
    (error) => error.details?.errors?.[0]?.pointer ?? error.code ?? error,
  );

test('a partner is created with a live and a test tenant', async () => {
  const { partnerId, tenants } = await create();
  expect(tenants.map((tenant) => tenant.mode)).toEqual(['live', 'test']);
  for (const { tenantId, mode } of tenants) {
    const tenant = { tenantId, partnerId, mode, currency: 'EUR', tier: '', discountBps: 0 };
    expect(await findTenant(database.reads, tenantId)).toMatchObject(tenant);
    expect(await tenantOf(database.reads, partnerId, mode)).toMatchObject({ tenantId });
  }
  expect(await Array.fromAsync(eachTenant(database.reads))).toHaveLength(2);
  expect((await Array.fromAsync(eachPartner(database.reads)))[0]).toMatchObject({
    partnerId,
    name: acme.name,
    approvedAt: null,
    invoiceLimit: 0,
    createdAt: at,
  });
  expect(await findTenant(database.reads, -1)).toBeNull();
});

test('a business that was approved counts as that also when its approval has ended', async () => {
  const { partnerId } = await create();
  expect(await hasApproved(database.reads)).toBe(false);
  await set(partnerId, { approved: true });
  expect(await hasApproved(database.reads)).toBe(true);
  await set(partnerId, { approved: false });
  expect(await findPartner(database.reads, partnerId)).toMatchObject({ approvedAt: null });
  expect(await hasApproved(database.reads)).toBe(true);
});

test.each<[string, Partial<NewPartner>]>([
  ['/name', { name: ' ' }],
  ['/name', { name: 'x'.repeat(201) }],
  ['/name', { name: 'a\0b' }],
  ['/name', { name: '\ud800' }],
  ['/email', { email: readEmail('nobody') }],
  ['/email', { email: readEmail(`a@${'x'.repeat(260)}`) }],
  ['/country', { country: 'Germany' }],
  ['/currency', { currency: 'eur' }],
])('no partner is created with a bad %s: %o', async (pointer, partner) => {
  expect(await pointerOf(create(partner))).toBe(pointer);
});

test('set values are kept, omitted ones stay, and optional ones can be removed', async () => {
  const { partnerId } = await create();
  const { publicKey: pair } = generateKeyPairSync('x25519');
  const publicKey = JSON.stringify(pair.export({ format: 'jwk' }));
  await set(partnerId, { approved: true, invoiceLimit: 5_000, publicKey });
  await set(partnerId, { approved: true, approvalLimit: 0, requestsPerMinute: 3_000_000 }, later);
  const partner = await set(partnerId, { lowBalance: 100, ordersPerMinute: 1 }, later);
  expect(partner).toMatchObject({
    approvedAt: at,
    invoiceLimit: 5_000,
    approvalLimit: 0,
    requestsPerMinute: 3_000_000,
    lowBalance: 100,
    ordersPerMinute: 1,
  });
  expect(JSON.parse(partner.publicKey ?? '')).toMatchObject({ kty: 'OKP', crv: 'X25519' });
  const none = { publicKey: null, lowBalance: null, approvalLimit: null };
  expect(await set(partnerId, { ...none, requestsPerMinute: null })).toMatchObject({
    ...none,
    requestsPerMinute: null,
    ordersPerMinute: 1,
  });
});

test('a suspension keeps its first time, and ends', async () => {
  const { partnerId } = await create();
  await set(partnerId, { suspended: 'chargeback' });
  const again = await set(partnerId, { suspended: 'two chargebacks' }, later);
  expect(again).toMatchObject({ suspendedAt: at, suspendedReason: 'two chargebacks' });
  const resumed = await set(partnerId, { suspended: null });
  expect(resumed).toMatchObject({ suspendedAt: null, suspendedReason: null });
});

test.each<[string, PartnerChange]>([
  ['/suspend', { suspended: ' ' }],
  ['/suspend', { suspended: 'x'.repeat(501) }],
  ['/invoice_limit', { invoiceLimit: -1 }],
  ['/approval_limit', { approvalLimit: 0.5 }],
  ['/low_balance', { lowBalance: 2 ** 53 }],
  ['/requests_per_minute', { requestsPerMinute: 0 }],
  ['/orders_per_minute', { ordersPerMinute: 3_000_001 }],
  ['/public_key', { publicKey: '{}' }],
])('nothing is changed by a bad %s: %o', async (pointer, change) => {
  const { partnerId } = await create();
  const before = await findPartner(database.reads, partnerId);
  expect(await pointerOf(set(partnerId, change))).toBe(pointer);
  expect(await findPartner(database.reads, partnerId)).toEqual(before);
});

test('an unknown partner is refused', async () => {
  expect(await pointerOf(set(newUuid(), {}))).toBe('not_found');
  expect(await pointerOf(findPartner(database.reads, newUuid()))).toBe('not_found');
});

test('a new discount counts as a price change, a new volume does not', async () => {
  const tenantId = (await create()).tenants[0]?.tenantId ?? 0;
  const pricedIn = async (discountBps: number, volume30d: number) => {
    await database.transaction((tx) =>
      setTier(tx, tenantId, { tier: 'T', discountBps, volume30d }),
    );
    const { rows } = await database.reads.query<{ priced_in: string }>(
      'SELECT priced_in FROM partners.tenants WHERE tenant_id = $1',
      [tenantId],
    );
    return BigInt(rows[0]?.priced_in ?? 0);
  };
  const first = await pricedIn(0, 10);
  const second = await pricedIn(150, 20);
  expect(second).toBeGreaterThan(first);
  expect(await pricedIn(150, 30)).toBe(second);
  const tenant = await findTenant(database.reads, tenantId);
  expect(tenant).toMatchObject({ tier: 'T', discountBps: 150, volume30d: 30 });
});
