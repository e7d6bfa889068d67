/** Guards: keys have the terms they were issued with, their number is limited, and a revoked one never works again. */
import { createSecretKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase, testNotifier } from '../../testkit/index.ts';
import { openStream } from '../events/index.ts';
import { drivenClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { readEmail } from '../kit/email-address.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { createPartner } from './create-partner.ts';
import { issueKey } from './issue-key.ts';
import { type IssuedKey, type Key, keyLabel } from './key.ts';
import { hashKey } from './key-format.ts';
import { findKeyByHash, lockKey } from './key-store.ts';
import type { KeyTerms } from './key-terms.ts';
import { listKeys } from './list-keys.ts';
import { nameKey } from './name-key.ts';
import { reportKey } from './report-key.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';

const HOUR = 3_600_000;
const pepper = createSecretKey(Buffer.alloc(32, 7));
const issuer = { ...testNotifier, pepper, cell: null };
const clock = drivenClock();
let copy: TestDatabase;
let database: Database;
let partnerId: string;

beforeAll(async () => {
  copy = await testDatabase();
  database = new Database({ url: copy.url });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
});
beforeEach(async () => {
  const by = { actor: 'operator:test', at: clock.now() };
  const partner = { name: 'Acme', email: readEmail('a@acme.test'), country: 'DE', currency: 'EUR' };
  await database.transaction(async (tx) => {
    const created = await createPartner(tx, { ...partner, approved: true, ...by });
    // Rotating a key is an event.
    for (const { tenantId } of created.tenants) await openStream(tx, tenantId);
    partnerId = created.partnerId;
  });
});

const by = () => ({ actor: 'operator:test', at: clock.now(), address: '192.0.2.1' });
const issue = (terms: KeyTerms = {}, mode: Mode = 'live') =>
  database.transaction((tx) => issueKey(tx, issuer, partnerId, mode, terms, by()));
const rotate = (keyId: string, overlapMs: number) => {
  // Ids sort by time: a successor is the newer one only in a later millisecond.
  clock.advance(1);
  return database.transaction((tx) => rotateKey(tx, issuer, keyId, overlapMs, by()));
};
const revoke = (keyId: string) =>
  database.transaction((tx) => revokeKey(tx, testNotifier, keyId, 'no longer needed', by()));

async function refused(work: Promise<unknown>): Promise<unknown> {
  const refusal = await work.then(
    () => 'went through',
    (error) => error,
  );
  return refusal.details?.errors?.[0]?.pointer ?? refusal.code ?? refusal;
}

async function version(): Promise<number> {
  const { rows } = await database.reads.query<{ version: number }>(
    "SELECT version FROM kit.versions WHERE topic = 'partners'",
  );
  return rows[0]?.version ?? 0;
}

describe('issuing', () => {
  test('uses the contract’s defaults, and stores no text', async () => {
    const before = await version();
    const { key, text } = await issue();
    expect(key).toMatchObject({
      scopes: ['read', 'orders', 'codes', 'claims'],
      requestsPerMinute: 60,
      ordersPerMinute: 10,
      dailySpend: null,
      dailyQuantity: null,
      allowCidr: [],
      limitGroup: key.keyId,
      expiresAt: null,
      prefix: text.slice(0, 16),
      suffix: text.slice(-4),
    });
    expect(await version()).toBe(before + 1);
    expect(await findKeyByHash(database.reads, hashKey(pepper, text))).toEqual(key);
    const { rows } = await database.reads.query<{ everything: string }>(
      `SELECT (SELECT json_agg(k) FROM partners.keys k)::text ||
              (SELECT json_agg(e) FROM audit.entries e)::text AS everything`,
    );
    expect(rows[0]?.everything).toContain(formatId('key', key.keyId));
    expect(rows[0]?.everything).not.toContain(text.slice(16, -4));
  });

  test('accepts every term, and stores networks in their normal form', async () => {
    const expiresAt = new Date(clock.now().getTime() + HOUR);
    const { key } = await issue({
      scopes: ['webhooks', 'read', 'read'],
      allowCidr: ['10.1.2.3/8', ' 2001:DB8::1', '10.0.0.0/8'],
      requestsPerMinute: 1_000_000,
      ordersPerMinute: 1,
      dailySpend: 0,
      dailyQuantity: 500,
      expiresAt,
    });
    expect(key).toMatchObject({
      scopes: ['read', 'webhooks'],
      allowCidr: ['10.0.0.0/8', '2001:db8::1/128'],
      requestsPerMinute: 1_000_000,
      ordersPerMinute: 1,
      dailySpend: 0,
      dailyQuantity: 500,
      expiresAt,
    });
  });

  test.each<[string, KeyTerms]>([
    ['/scopes', { scopes: [] }],
    ['/scopes', { scopes: ['read', 'admin'] }],
    ['/allow_cidr', { allowCidr: ['10.0.0.0/33'] }],
    ['/allow_cidr', { allowCidr: Array.from({ length: 101 }, () => '10.0.0.1') }],
    ['/requests_per_minute', { requestsPerMinute: 0 }],
    ['/requests_per_minute', { requestsPerMinute: 1_000_001 }],
    ['/orders_per_minute', { ordersPerMinute: 1.5 }],
    ['/orders_per_minute', { ordersPerMinute: Number.NaN }],
    ['/daily_spend', { dailySpend: -1 }],
    ['/daily_quantity', { dailyQuantity: 2 ** 60 }],
    ['/expires', { expiresAt: new Date(0) }],
    ['/expires', { expiresAt: new Date(Number.NaN) }],
  ])('refuses invalid terms: %s %o', async (pointer, terms) => {
    expect(await refused(issue(terms))).toBe(pointer);
    expect(await listKeys(database.reads, partnerId)).toEqual([]);
  });

  test('refuses a sixth usable key of a mode, even if all are requested at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => issue()));
    const issued = asked.filter((each) => each.status === 'fulfilled').map((each) => each.value);
    expect(issued).toHaveLength(5);
    expect(await refused(issue())).toBe('limit_reached');
    await issue({}, 'test');
    await rotate((issued[0] as IssuedKey).key.keyId, HOUR);
    expect(await refused(issue())).toBe('limit_reached');
    await revoke((issued[1] as IssuedKey).key.keyId);
    await issue();
  });

  test('refuses an unknown partner', async () => {
    const nobody = newUuid();
    const work = database.transaction((tx) => issueKey(tx, issuer, nobody, 'live', {}, by()));
    expect(await refused(work)).toBe('not_found');
  });
});

describe('a name', () => {
  const name = (keyId: string, text: string | null) =>
    database.transaction(async (tx) => nameKey(tx, await lockKey(tx, keyId), text, by()));

  test('is given when a key is issued or later, passes to its successor, and can be removed', async () => {
    const { key } = await database.transaction((tx) =>
      issueKey(tx, issuer, partnerId, 'live', { name: ' Web  shop ' }, by()),
    );
    expect([key.name, keyLabel(key)]).toEqual([
      'Web shop',
      `Web shop (${key.prefix}…${key.suffix})`,
    ]);
    expect((await rotate(key.keyId, 0)).key.name).toBe('Web shop');
    const other = await issue();
    expect([other.key.name, keyLabel(other.key)]).toEqual([
      null,
      `${other.key.prefix}…${other.key.suffix}`,
    ]);
    const before = await version();
    expect((await name(other.key.keyId, 'Kasse 2 – Köln')).name).toBe('Kasse 2 – Köln');
    expect((await name(other.key.keyId, 'Kasse 2 – Köln')).name).toBe('Kasse 2 – Köln');
    expect(await version()).toBe(before + 1);
    expect((await name(other.key.keyId, null)).name).toBeNull();
    const { rows } = await database.reads.query<{ detail: string }>(
      `SELECT detail FROM audit.entries WHERE action = 'key.named' AND subject = $1 ORDER BY entry_id`,
      [formatId('key', other.key.keyId)],
    );
    expect(rows.map(({ detail }) => JSON.parse(detail))).toEqual([
      { before: null, after: 'Kasse 2 – Köln' },
      { before: 'Kasse 2 – Köln', after: null },
    ]);
  });

  test.each([
    ['empty', '  '],
    ['too long', 'x'.repeat(61)],
    ['on which nothing is seen', '\u202e\u200b'],
    ['with a control character', 'a\u0007b'],
    ['with a key in it', `shop psnb2b_live_${'0'.repeat(49)}`],
  ])('is refused: %s', async (_what, text) => {
    const { key } = await issue();
    expect(await refused(name(key.keyId, text))).toBe('/name');
  });

  test('is refused for a key that is no longer valid', async () => {
    const { key } = await issue();
    await revoke(key.keyId);
    expect(await refused(name(key.keyId, 'Late'))).toBe('invalid_state');
  });
});

describe('rotating', () => {
  test('passes everything on, and ends the old key after its overlap', async () => {
    const expiresAt = new Date(clock.now().getTime() + 400 * HOUR);
    const { key: old, text } = await issue({ allowCidr: ['10.0.0.0/8'], dailySpend: 5, expiresAt });
    const rotated = await rotate(old.keyId, 24 * HOUR);
    const same = ({ keyId, prefix, suffix, replaces, createdAt, ...rest }: Key) => rest;
    expect(same(rotated.key)).toEqual(same(old));
    expect(rotated.key.replaces).toBe(old.keyId);
    expect(rotated.text).not.toBe(text);
    expect(rotated.oldExpiresAt).toEqual(new Date(clock.now().getTime() + 24 * HOUR));
    const [newest, oldest] = await listKeys(database.reads, partnerId);
    expect([newest?.keyId, newest?.mode]).toEqual([rotated.key.keyId, 'live']);
    expect(oldest?.expiresAt).toEqual(rotated.oldExpiresAt);
  });

  test('never extends the life of a key', async () => {
    const expiresAt = new Date(clock.now().getTime() + HOUR);
    const { key } = await issue({ expiresAt });
    expect((await rotate(key.keyId, 24 * HOUR)).oldExpiresAt).toEqual(expiresAt);
  });

  test('keeps at most two keys of a rotation valid', async () => {
    const { key } = await issue();
    const tries = await Promise.allSettled([rotate(key.keyId, HOUR), rotate(key.keyId, HOUR)]);
    expect(tries.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const [next] = await listKeys(database.reads, partnerId);
    const nextId = next?.keyId ?? '';
    expect(await refused(rotate(nextId, HOUR))).toBe('invalid_state');
    clock.advance(HOUR);
    await rotate(nextId, 0);
    expect(await refused(rotate(nextId, 0))).toBe('invalid_state');
    expect(await refused(rotate(key.keyId, 0))).toBe('invalid_state');
  });

  test.each([-1, 7 * 24 * HOUR + 1, Number.NaN])('refuses an overlap of %d ms', async (overlap) => {
    const { key } = await issue();
    expect(await refused(rotate(key.keyId, overlap))).toBe('/overlap');
  });
});

describe('revoking', () => {
  test('happens once, however often it is requested', async () => {
    const { key } = await issue();
    const first = await revoke(key.keyId);
    const before = await version();
    clock.advance(HOUR);
    expect((await revoke(key.keyId)).revokedAt).toEqual(first.revokedAt);
    expect(await version()).toBe(before);
    expect(await refused(revoke(newUuid()))).toBe('not_found');
  });

  test('a reported key is revoked, and notified once; any other report changes nothing', async () => {
    const { key, text } = await issue();
    const report = (reported: string) =>
      reportKey({ database, ...issuer }, reported, { actor: 'anyone', at: clock.now() });
    const mistyped = text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');
    expect(await report(mistyped)).toBeNull();
    expect(await report(text)).toEqual({ tenantId: key.tenantId, keyId: key.keyId });
    expect(await report(text)).toBeNull();
    const [stored] = await listKeys(database.reads, partnerId);
    expect(stored).toMatchObject({ revokedAt: clock.now(), revokedReason: 'reported as leaked' });
  });

  test('every act has its audit row', async () => {
    const { key } = await issue();
    const rotated = await rotate(key.keyId, HOUR);
    await revoke(key.keyId);
    const { rows } = await database.reads.query(
      `SELECT action, subject, actor, address FROM audit.entries WHERE tenant_id = $1
        ORDER BY entry_id`,
      [key.tenantId],
    );
    const row = { actor: 'operator:test', address: '192.0.2.1' };
    expect(rows).toEqual([
      { ...row, action: 'key.issued', subject: formatId('key', key.keyId) },
      { ...row, action: 'key.rotated', subject: formatId('key', rotated.key.keyId) },
      { ...row, action: 'key.revoked', subject: formatId('key', key.keyId) },
    ]);
  });
});

describe('daily caps', () => {
  async function use(
    group: string,
    spend: number,
    quantity: number,
    use = true,
    day = '2026-11-24',
  ) {
    const { rows } = await database.reads.query<{ went: boolean }>(
      'SELECT partners.use_caps($1, $2, $3, $4, 1000, 10, $5) AS went',
      [group, day, spend, quantity, use],
    );
    return rows[0]?.went;
  }

  test('can be used to the last unit, and a refusal costs nothing', async () => {
    const group = newUuid();
    expect(await use(group, 600, 4)).toBe(true);
    expect(await use(group, 401, 1)).toBe(false);
    expect(await use(group, 1, 7)).toBe(false);
    expect(await use(group, 400, 6, false)).toBe(true);
    expect(await use(group, 400, 6)).toBe(true);
    expect(await use(group, 0, 1)).toBe(false);
    expect(await use(group, 1000, 10, true, '2026-11-25')).toBe(true);
    expect(await use(newUuid(), 1001, 1)).toBe(false);
  });

  test('apply to simultaneous orders', async () => {
    const group = newUuid();
    const went = await Promise.all(Array.from({ length: 40 }, () => use(group, 90, 1)));
    expect(went.filter(Boolean)).toHaveLength(10);
  });
});
