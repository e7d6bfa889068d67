/**
 * Guards: a key that staff issued is revealed by one person of its business, once, and works only from then on; nobody
 * else ever sees it, and a key that nobody revealed in time is deleted.
 */
import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase, testNotifier } from '../../testkit/index.ts';
import { openStream } from '../events/index.ts';
import { drivenClock } from '../kit/clock.ts';
import { Database, type Tx, VersionWatch } from '../kit/database/index.ts';
import { readEmail } from '../kit/email-address.ts';
import { newUuid } from '../kit/ids.ts';
import { openVault, type Vault } from '../vault/index.ts';
import { changeKey, type KeyChange, restrictKey } from './change-key.ts';
import { createPartner, type NewPartner } from './create-partner.ts';
import { dropUnseenKeys } from './drop-unseen-keys.ts';
import { issueHeldKey } from './issue-held-key.ts';
import { keyStatus } from './key.ts';
import { isLookUp, KeyDirectory } from './key-directory.ts';
import { findKey } from './key-store.ts';
import type { KeyTerms } from './key-terms.ts';
import { revealKey } from './reveal-key.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateHeldKey } from './rotate-held-key.ts';
import { setPartner } from './set-partner.ts';
import { resumePartner, suspendPartner } from './suspend-partner.ts';

const HOUR = 60 * 60 * 1000;
const WEEK = 7 * 24 * HOUR;
const clock = drivenClock();
const pepper = createSecretKey(Buffer.alloc(32, 7));
const folder = mkdtempSync(join(tmpdir(), 'psnb2b-held-'));
let copy: TestDatabase;
let database: Database;
let vault: Vault;
let versions: VersionWatch;
let keys: KeyDirectory;
let partnerId: string;

beforeAll(async () => {
  copy = await testDatabase();
  database = new Database({ url: copy.url });
  const kek = { kind: 'file', path: join(folder, 'kek'), strict: false } as const;
  vault = await openVault({ database, kek, clock });
  versions = new VersionWatch(database);
  keys = new KeyDirectory({ database, pepper, cell: null, versions, clock });
});
afterAll(async () => {
  await versions[Symbol.asyncDispose]();
  await vault[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  clock.advance(1_000);
  partnerId = await newPartner();
});

/** Creates a business with the event streams that announce rotations. */
async function foundPartner(tx: Tx, partner: NewPartner) {
  const created = await createPartner(tx, partner);
  for (const { tenantId } of created.tenants) await openStream(tx, tenantId);
  return created;
}
const by = (actor = 'staff:s') => ({ actor, at: clock.now() });
const write = <Result>(work: (tx: Tx) => Promise<Result>) => database.transaction(work);
const newPartner = async (approved = true) => {
  const partner = { name: 'Acme', email: readEmail('a@acme.test'), country: null, currency: 'USD' };
  return (await write((tx) => foundPartner(tx, { ...partner, approved, ...by() }))).partnerId;
};
const issue = (terms: KeyTerms = {}, mode: 'live' | 'test' = 'live') =>
  write((tx) =>
    issueHeldKey(tx, { ...testNotifier, pepper, cell: null, vault }, partnerId, mode, terms, by()),
  );
const reveal = (keyId: string | null, of = partnerId) =>
  write((tx) => revealKey(tx, { ...testNotifier, vault }, of, keyId, by('user:u')));
const rotate = (keyId: string, overlapMs = 24 * HOUR) =>
  write((tx) =>
    rotateHeldKey(tx, { ...testNotifier, pepper, cell: null, vault }, keyId, overlapMs, by()),
  );
async function works(text: string): Promise<boolean> {
  await versions.poll();
  const found = keys.authenticate(text);
  return found !== null && (!isLookUp(found) || (await found.find()) !== null);
}
const statusOf = async (keyId: string) =>
  keyStatus(await findKey(database.reads, keyId), clock.now());
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'went through',
    (error) => error.details?.errors?.[0]?.pointer ?? error.code ?? error,
  );
async function waiting(keyId: string): Promise<number> {
  const { rows } = await database.reads.query(
    `SELECT FROM partners.waiting_keys WHERE key_id = $1
      UNION ALL SELECT FROM vault.data_keys WHERE data_key_id = $1`,
    [keyId],
  );
  return rows.length;
}

describe('a pending key', () => {
  test('is revealed once, works from then on, and its text is stored nowhere afterwards', async () => {
    const key = await issue();
    expect(JSON.stringify(key)).not.toMatch(/psnb2b_live_[0-9A-Za-z]{20}/);
    expect(await statusOf(key.keyId)).toBe('unseen');
    expect(await waiting(key.keyId)).toBe(2);
    const { text } = await reveal(key.keyId);
    expect(text).toMatch(/^psnb2b_live_[0-9A-Za-z]{49}$/);
    expect(await works(text)).toBe(true);
    expect(await statusOf(key.keyId)).toBe('active');
    expect(await waiting(key.keyId)).toBe(0);
    expect(await refusal(reveal(key.keyId))).toBe('invalid_state');
    const { rows } = await database.reads.query<{ line: string }>(
      `SELECT action || ' ' || actor AS line FROM audit.entries WHERE action LIKE 'key.%'
        ORDER BY entry_id`,
    );
    expect(rows.map((row) => row.line)).toEqual(['key.issued staff:s', 'key.revealed user:u']);
  });

  test('does not work before it was revealed, although its text is right', async () => {
    const { keyId } = await issue();
    const { text } = await database
      .transaction(async (tx) => {
        throw await revealKey(tx, { ...testNotifier, vault }, partnerId, keyId, by());
      })
      .catch((revealed) => revealed);
    expect(await works(text)).toBe(false);
    expect((await reveal(keyId)).text).toBe(text);
    expect(await works(text)).toBe(true);
  });

  test('two people at once: one reveals it', async () => {
    const { keyId } = await issue();
    const seen = await Promise.all([1, 2, 3, 4].map(() => refusal(reveal(keyId))));
    expect(seen.sort()).toEqual([...Array(3).fill('invalid_state'), 'went through']);
  });

  test('is for its own business alone', async () => {
    const { keyId } = await issue();
    const other = await newPartner();
    for (const id of [keyId, newUuid(), null]) {
      expect(await refusal(reveal(id, other))).toBe('not_found');
    }
    expect(await refusal(reveal(keyId))).toBe('went through');
  });

  test('does not open if it is moved to another business in the database', async () => {
    const { keyId } = await issue();
    const other = await newPartner();
    const thief = database.transaction(async (tx) => {
      await tx.query(
        `UPDATE partners.keys SET tenant_id =
           (SELECT tenant_id FROM partners.tenants WHERE partner_id = $2 AND mode = 'live')
          WHERE key_id = $1`,
        [keyId, other],
      );
      await revealKey(tx, { ...testNotifier, vault }, other, keyId, by());
    });
    await expect(thief).rejects.toThrow('does not open in its place');
  });

  test('is for approved businesses; a test key for all, and none while suspended', async () => {
    partnerId = await newPartner(false);
    expect(await refusal(issue())).toBe('partner_not_approved');
    expect(await refusal(issue({}, 'test'))).toBe('went through');
    await write((tx) => setPartner(tx, partnerId, { approved: true }, by()));
    const { keyId } = await issue();
    await write((tx) => suspendPartner(tx, testNotifier, partnerId, 'chargeback', by()));
    expect(
      await refusal(write((tx) => suspendPartner(tx, testNotifier, partnerId, 'x', by()))),
    ).toBe('invalid_state');
    for (const act of [
      () => issue(),
      () => issue({}, 'test'),
      () => reveal(keyId),
      () => rotate(keyId),
    ]) {
      expect(await refusal(act())).toBe('partner_suspended');
    }
    await write((tx) => resumePartner(tx, testNotifier, partnerId, by()));
    expect(await refusal(write((tx) => resumePartner(tx, testNotifier, partnerId, by())))).toBe(
      'invalid_state',
    );
    expect(await refusal(reveal(keyId))).toBe('went through');
  });

  test('that nobody revealed is deleted after a week', async () => {
    const [late, kept] = [await issue(), await issue()];
    await reveal(kept.keyId);
    clock.advance(WEEK - 1);
    await dropUnseenKeys({ ...testNotifier, database, clock });
    expect(await statusOf(late.keyId)).toBe('unseen');
    clock.advance(1);
    expect(await statusOf(late.keyId)).toBe('revoked');
    expect(await refusal(reveal(late.keyId))).toBe('invalid_state');
    await dropUnseenKeys({ ...testNotifier, database, clock });
    expect(await dropUnseenKeys({ ...testNotifier, database, clock })).toBe(0);
    expect(await waiting(late.keyId)).toBe(0);
    expect(await findKey(database.reads, late.keyId)).toMatchObject({
      revokedReason: 'nobody revealed it in time',
    });
    expect(await statusOf(kept.keyId)).toBe('active');
  });

  test('revoked before it was revealed, its text is deleted at once', async () => {
    const { keyId } = await issue();
    await write((tx) => revokeKey(tx, testNotifier, keyId, 'mistake', by()));
    expect(await waiting(keyId)).toBe(0);
    expect(await refusal(reveal(keyId))).toBe('invalid_state');
  });
});

describe('rotation by staff', () => {
  test('the old key’s last day starts when the new one is revealed', async () => {
    const old = await issue();
    const { text } = await reveal(old.keyId);
    const next = await rotate(old.keyId);
    clock.advance(48 * HOUR);
    expect(await works(text)).toBe(true);
    const seen = await reveal(next.keyId);
    const { rows } = await database.reads.query<{ type: string; data: string }>(
      'SELECT type, data FROM events.outbox WHERE subject = $1',
      [old.keyId],
    );
    expect(rows.map((row) => [row.type, JSON.parse(row.data).old_expires_at])).toEqual([
      ['key.rotated', new Date(clock.now().getTime() + 24 * HOUR).toISOString()],
    ]);
    clock.advance(24 * HOUR - 1);
    expect([await works(text), await works(seen.text)]).toEqual([true, true]);
    clock.advance(1);
    expect([await works(text), await works(seen.text)]).toEqual([false, true]);
  });

  test('a new key that nobody reveals leaves the old key unchanged', async () => {
    const old = await issue();
    const { text } = await reveal(old.keyId);
    await rotate(old.keyId);
    expect(await refusal(rotate(old.keyId))).toBe('invalid_state');
    clock.advance(WEEK);
    await dropUnseenKeys({ ...testNotifier, database, clock });
    expect(await works(text)).toBe(true);
    expect(await refusal(rotate(old.keyId))).toBe('went through');
  });

  test('a pending key is replaced, and its rotation continues', async () => {
    const old = await issue();
    const { text } = await reveal(old.keyId);
    const missed = await rotate(old.keyId, HOUR);
    const again = await rotate(missed.keyId);
    expect(await statusOf(missed.keyId)).toBe('revoked');
    expect(again.replaces).toBe(old.keyId);
    await reveal(again.keyId);
    clock.advance(HOUR);
    expect(await works(text)).toBe(false);
  });
});

describe('what a key may do', () => {
  const restrict = (keyId: string, change: KeyChange) =>
    write((tx) => restrictKey(tx, testNotifier, partnerId, keyId, change, by('user:u')));
  const terms = {
    ...{ scopes: ['read', 'orders'], allowCidr: ['10.0.0.0/8', '2001:db8::/32'] },
    ...{ dailySpend: 100_00, dailyQuantity: 10 },
  };

  test.each<[string, KeyChange]>([
    ['went through', { scopes: ['read'] }],
    ['went through', { allowCidr: ['10.1.0.0/16', '2001:db8:1::/48'] }],
    ['went through', { dailySpend: 0, dailyQuantity: 10 }],
    ['/scopes', { scopes: ['read', 'codes'] }],
    ['/allow_cidr', { allowCidr: ['11.0.0.0/8'] }],
    ['/allow_cidr', { allowCidr: ['10.0.0.0/7'] }],
    ['/allow_cidr', { allowCidr: [] }],
    ['/daily_spend', { dailySpend: 100_01 }],
    ['/daily_spend', { dailySpend: null }],
    ['/daily_quantity', { dailyQuantity: null }],
  ])('a partner restricts its own key and never extends it: %s, %j', async (seen, change) => {
    const { keyId } = await issue(terms);
    expect(await refusal(restrict(keyId, change))).toBe(seen);
    const staff = write((tx) => changeKey(tx, testNotifier, keyId, change, by()));
    expect(await refusal(staff)).toBe('went through');
  });

  test('only a key that can still be used, and only its own', async () => {
    const { keyId } = await issue(terms);
    const other = await newPartner();
    const foreign = write((tx) =>
      restrictKey(tx, testNotifier, other, keyId, { scopes: ['read'] }, by()),
    );
    expect(await refusal(foreign)).toBe('not_found');
    await write((tx) =>
      changeKey(tx, testNotifier, keyId, { dailySpend: null, expiresAt: null }, by()),
    );
    await write((tx) => revokeKey(tx, testNotifier, keyId, 'x', by()));
    expect(await refusal(restrict(keyId, { scopes: ['read'] }))).toBe('invalid_state');
  });
});
