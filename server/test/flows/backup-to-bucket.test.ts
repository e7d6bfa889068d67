/**
 * Guards: a backup in a bucket is made, checked, listed, pruned and restored like one in a folder; whatever the store does, what is
 * not whole never looks so, and a sentence names what to change.
 */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { watchBackups } from '../../src/acts/index.ts';
import { backupParts } from '../../src/backup-parts.ts';
import { archiveWal, readWalState } from '../../src/backups/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import { embeddedShop, type Ran, runHere, type Shop } from '../../testkit/index.ts';
import { bucketUrl, openTestStore, type TestStore } from '../../testkit/object-store.ts';

const owned = new AsyncDisposableStack();
let shop: Shop;
let store: TestStore;
let folder: string;
let recipient: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bucket-'));
  owned.defer(() => rm(folder, { recursive: true }));
  store = owned.use(await openTestStore());
  shop = owned.use(await embeddedShop()).shop;
  const made = await run('backup', 'new-key', '--out', join(folder, 'key.txt'));
  recipient = made.value.recipient;
});
afterAll(() => owned.disposeAsync());
beforeEach(() => {
  store.rule = () => undefined;
  store.objects.clear();
  store.uploads.clear();
});

const run = (...args: string[]) =>
  runHere(shop, [...args, '--json'], { ...store.env, DATABASE_URL: '' });
const make = (to = bucketUrl('shop')) => run('backup', '--to', to, '--recipient', recipient);
const said = ({ value, err }: Ran) => value?.errors?.[0]?.detail ?? value?.detail ?? err;

test('a running shop is backed up to a bucket, and restored from it on another machine', async () => {
  const { codes } = await shop.stock({ codes: ['WXYZ-1234-ABCD', 'WXYZ-1235-ABCD'] });
  const { code, value, err } = await make();
  expect([code, err]).toEqual([0, '']);
  const name = value.folder.slice(bucketUrl('shop/').length);
  expect([...store.objects.keys()]).toEqual([
    `shop/${name}/base.tar.zst.age`,
    `shop/${name}/manifest.json`,
  ]);
  for (const bytes of store.objects.values()) {
    for (const each of codes) expect(bytes.includes(each)).toBe(false);
  }
  expect((await run('backup', 'check', '--from', value.folder)).code).toBe(0);
  const [listed] = (await run('backup', 'list')).value;
  expect(listed).toMatchObject({ folder: value.folder, failure: null, bytes: value.bytes });

  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  await copyFile(join(shop.app.config.dataDir, 'kek'), join(dataDir, 'kek'));
  const identity = ['--identity', join(folder, 'key.txt')];
  const restore = (from: string) =>
    runHere(shop, ['restore', '--from', from, ...identity, '--json'], {
      ...{ ...store.env, DATABASE_URL: '', DATA_DIR: dataDir },
    });
  // The connection breaks once in the middle of the archive.
  let isCut = false;
  store.rule = ({ method, key }) => {
    if (isCut || method !== 'GET' || !key.endsWith('.age')) return undefined;
    isCut = true;
    return 'half';
  };
  const restored = await restore(value.folder);
  expect([restored.code, restored.err, restored.value.broken]).toEqual([0, '', []]);
  expect(isCut).toBe(true);
  expect(restored.value.restored).toBe(name);
});

test('a changed byte, a missing object and a folder that is no backup are refused', async () => {
  const { value } = await make();
  const check = () => run('backup', 'check', '--from', value.folder);
  const [archive = '', manifest = ''] = store.objects.keys();
  const bytes = store.objects.get(archive) as Buffer;
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  store.objects.set(archive, changed);
  expect(said(await check())).toContain('changed or damaged');
  store.objects.set(archive, bytes.subarray(1));
  expect(said(await check())).toContain('incomplete');
  store.objects.delete(archive);
  expect(said(await check())).toContain('has been removed');
  store.objects.delete(manifest);
  expect(said(await check())).toContain('has no manifest.json');
  store.rule = () => ({ status: 403, code: 'AccessDenied' });
  expect(said(await check())).toContain('allow it s3:PutObject, s3:GetObject');
});

test.each([
  ['refused before anything', 'POST', '', 403, 'AccessDenied', 'allow it s3:PutObject'],
  ['refused in the archive', 'PUT', '.age', 403, 'AccessDenied', 'allow it s3:PutObject'],
  ['full in the archive', 'PUT', '.age', 507, 'XMinioStorageFull', 'has no room left'],
  ['refused at the list', 'PUT', 'manifest.json', 403, 'AccessDenied', 'allow it s3:PutObject'],
] as const)(
  '%s: no backup is left, and the list says why',
  async (_what, method, end, status, code, says) => {
    store.rule = (asked) =>
      asked.method === method && asked.key.endsWith(end) ? { status, code } : undefined;
    const made = await make();
    expect([made.code, said(made)]).toEqual([1, expect.stringContaining(says)]);
    expect([store.objects.size, store.uploads.size]).toEqual([0, 0]);
    store.rule = () => undefined;
    if (end === '') return;
    const [last] = (await run('backup', 'list')).value;
    expect(last).toMatchObject({ bytes: null, failure: expect.stringContaining(says) });
  },
);

test('a store that is slow, answers 503, cuts and loses an answer still gets a whole backup', async () => {
  const faults = ['cut', { status: 503, code: 'SlowDown' }, 'lost', { waitMs: 100 }] as const;
  let at = 0;
  store.rule = ({ key, query }) =>
    key.endsWith('.age') && query.has('uploadId') ? faults[at++] : undefined;
  const { code, value } = await make();
  expect([code, at]).toEqual([0, expect.any(Number)]);
  expect(at).toBeGreaterThan(faults.length);
  store.rule = () => undefined;
  expect((await run('backup', 'check', '--from', value.folder)).code).toBe(0);
});

test('a place without credentials or with a wrong name is refused', async () => {
  const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...rest } = store.env;
  const args = ['backup', '--to', bucketUrl('shop'), '--recipient', recipient, '--json'];
  const without = await runHere(shop, args, { ...rest, DATABASE_URL: '' });
  expect([without.code, said(without)]).toEqual([
    1,
    expect.stringContaining('needs AWS_ACCESS_KEY_ID'),
  ]);
  expect(said(await make('s3://Backups/x'))).toContain('is not like s3://bucket/prefix');
  expect(said(await make('s3://elsewhere/x'))).toContain('has no bucket of s3://elsewhere/x');
  const schedule = await run(
    'backup',
    'schedule',
    '--to',
    's3://elsewhere/x',
    '--recipient',
    recipient,
  );
  expect(schedule.code).toBe(1);
});

test('what a killed backup left is removed by the next', async () => {
  store.objects.set('shop/psnb2b-old/base.tar.zst.age', Buffer.from('x'));
  store.uploads.set('left', { key: 'shop/psnb2b-old/base.tar.zst.age', parts: new Map() });
  // A database that was restored has no end of the backup from which it came.
  store.objects.set('shop/psnb2b-whole/base.tar.zst.age', Buffer.from('x'));
  store.objects.set('shop/psnb2b-whole/manifest.json', Buffer.from('x'));
  await shop.owner.transaction((tx) =>
    tx.query(
      `INSERT INTO backups.made (name, place, began_at)
       VALUES ('psnb2b-old', $1, '2026-01-01'), ('psnb2b-whole', $1, '2026-01-01')`,
      [bucketUrl('shop')],
    ),
  );
  expect((await make()).code).toBe(0);
  expect([...store.objects.keys()].filter((key) => key.includes('psnb2b-old'))).toEqual([]);
  expect([...store.uploads.keys()]).toEqual([]);
  expect(store.objects.has('shop/psnb2b-whole/base.tar.zst.age')).toBe(true);
});

test('a store that fails for a moment keeps the whole backup that a restored database takes for unfinished', async () => {
  store.objects.set('shop/psnb2b-known/base.tar.zst.age', Buffer.from('x'));
  store.objects.set('shop/psnb2b-known/manifest.json', Buffer.from('x'));
  await shop.owner.transaction((tx) =>
    tx.query(
      `INSERT INTO backups.made (name, place, began_at) VALUES ('psnb2b-known', $1, '2026-01-02')`,
      [bucketUrl('shop')],
    ),
  );
  store.rule = ({ method }) => (method === 'HEAD' ? { status: 503, code: '' } : undefined);
  await make();
  store.rule = () => undefined;
  expect([...store.objects.keys()].filter((key) => key.includes('psnb2b-known'))).toHaveLength(2);
});

test('the worker makes backups in a bucket as scheduled, and keeps as many as it should', async () => {
  const to = bucketUrl('scheduled');
  const set = await run(
    'backup',
    'schedule',
    '--to',
    `${to}/`,
    '--recipient',
    recipient,
    '--keep',
    '1',
  );
  expect(set.value).toMatchObject({ to, keep: 1 });
  const { objectStore } = loadConfig(store.env);
  const parts = {
    ...shop.app,
    ...backupParts({ ...shop.app.config, databaseUrl: null, objectStore }),
  };
  const work = () => watchBackups({ ...parts, isStopping: () => false });
  const age = () =>
    shop.owner.transaction((tx) =>
      tx.query(
        `UPDATE backups.made SET began_at = began_at - interval '2 days', ended_at = ended_at - interval '2 days'`,
      ),
    );
  const names = () => [...new Set([...store.objects.keys()].map((key) => key.split('/')[1]))];
  await age();
  await work();
  const [first, ...others] = names();
  expect([first, others]).toEqual([expect.stringMatching(/^psnb2b-/), []]);
  await age();
  await work();
  expect(names()).toHaveLength(1);
  expect(names()).not.toContain(first);
  expect((await run('backup', 'check', '--from', `${to}/${names()[0]}`)).code).toBe(0);

  // The log since goes there, too, and the surplus backup with it.
  const archive = () => archiveWal({ ...parts, isStopping: () => false });
  await archive();
  // A backup that an archive waits for is made an hour after the last one.
  await age();
  await work();
  await shop.stock({ codes: 1 });
  await archive();
  const [base, wal] = names().sort();
  expect(names()).toHaveLength(2);
  const check = () => run('backup', 'check', '--from', `${to}/${base}`);
  const { wal_until: until } = (await check()).value;
  expect(Date.now() - Date.parse(until)).toBeLessThan(60_000);
  const newest =
    [...store.objects.keys()]
      .filter((key) => key.endsWith('.wal'))
      .sort()
      .at(-1) ?? '';
  expect(newest).toContain(`/${wal}/`);
  store.objects.delete(newest);
  expect(said(await check())).toContain('the log since the backup is incomplete');
  store.rule = ({ method }) =>
    method === 'PUT' ? { status: 403, code: 'AccessDenied' } : undefined;
  await expect(archive()).rejects.toThrow();
  const state = await readWalState(shop.app.database.reads);
  expect(state?.failure).toContain('allow it s3:PutObject');
});
