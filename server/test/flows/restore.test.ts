/**
 * Guards: a shop that is restored from a backup made under load sells no code twice and repeats no order silently, although it
 * does not know what was sold since; its streams use no number twice; and it sells again once staff have compared.
 * A restore that cannot succeed leaves nothing behind.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbedded } from '../../src/postgres/index.ts';
import { embeddedShop, formatId, type Ran, runHere, type Shop } from '../../testkit/index.ts';

const LOST = 30;
const STOCK = 120;
const BODY = { region: 'US', denomination: 50, quantity: 1 };

interface Sold {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly codes: readonly string[];
}

const owned = new AsyncDisposableStack();
let folder: string;
let shop: Shop;
let key: string;
let partner: string;
let backup: string;
let sold: { readonly before: Sold[]; readonly lost: Sold[] };
let lastSequence: number;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restore-'));
  owned.defer(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'backups'));
  await sellAndLose();
  await restoreInto('data');
});
afterAll(() => owned.disposeAsync());

async function buy(idempotencyKey: string): Promise<Sold> {
  const { status, body } = await shop.call<Order>('POST', '/orders', {
    key,
    body: BODY,
    idempotencyKey,
  });
  expect(status).toBe(201);
  const read = await shop.call<{ data: { code: string }[] }>('GET', `/orders/${body.id}/codes`, {
    key,
  });
  const codes = read.body.data.map(({ code }) => code);
  expect(codes).toHaveLength(1);
  return { idempotencyKey, orderId: body.id, codes };
}

/** Backs up while orders run, then sells 30 more codes, and loses the machine. */
async function sellAndLose(): Promise<void> {
  await using first = await embeddedShop();
  shop = first.shop;
  await shop.stock({ codes: STOCK });
  const buyer = await shop.buyer({ balance: '10000.00' });
  key = buyer.key;
  partner = formatId('prt', buyer.partnerId);
  await mkdir(join(first.dataDir, 'texts'));
  await writeFile(join(first.dataDir, 'texts', 'imprint.md'), '# Ours\n');
  const file = join(folder, 'key.txt');
  const { value } = await runHere(shop, ['backup', 'new-key', '--out', file, '--json']);
  const making = runHere(
    shop,
    ['backup', '--to', join(folder, 'backups'), '--recipient', value.recipient, '--json'],
    { DATABASE_URL: '' },
  );
  let isMaking = true;
  const made = making.finally(() => {
    isMaking = false;
  });
  const before: Sold[] = [];
  // The backup holds only what was committed when it began to end, so these may be in it or not.
  const during: Sold[] = [];
  before.push(await buy('before-0'));
  while (isMaking && during.length < STOCK / 3) during.push(await buy(`during-${during.length}`));
  backup = (await made).value.folder;
  const lost: Sold[] = [];
  while (lost.length < LOST) lost.push(await buy(`lost-${lost.length}`));
  sold = { before: [...before, ...during], lost };
  lastSequence = await headOf();
  await cp(join(first.dataDir, 'kek'), join(folder, 'kek'));
}

async function headOf(): Promise<number> {
  const rows = await shop.rows<{ last: number }>(
    `SELECT s.last_sequence AS last FROM events.streams s
       JOIN partners.tenants t USING (tenant_id) WHERE t.mode = 'live'`,
  );
  return rows[0]?.last ?? 0;
}

/** The command, as on a new machine: a folder with the key file alone. */
async function restore(name: string, more: readonly string[] = [], env = {}): Promise<Ran> {
  const dataDir = join(folder, name);
  const here = { DATA_DIR: dataDir, DATABASE_URL: '', KEK_FILE: join(folder, 'kek'), ...env };
  const identity = ['--identity', join(folder, 'key.txt')];
  const args = ['restore', '--from', backup, ...identity, '--json', ...more];
  return runHere(shop, args, here);
}

async function restoreInto(name: string): Promise<void> {
  const dataDir = join(folder, name);
  const { code, value, err } = await restore(name);
  expect([code, err]).toEqual([0, '']);
  expect(value.broken).toEqual([]);
  await cp(join(folder, 'kek'), join(dataDir, 'kek'));
  shop = owned.use(await embeddedShop(dataDir)).shop;
}

const run = (...args: string[]) => runHere(shop, ['restore', ...args, '--json']);
const retry = ({ idempotencyKey }: Sold) =>
  shop.call<Order & { code?: string; detail?: string }>('POST', '/orders', {
    key,
    body: BODY,
    idempotencyKey,
  });
const ordersNow = async () =>
  (await shop.rows<{ n: number }>('SELECT count(*)::int AS n FROM orders.orders'))[0]?.n ?? 0;

test('orders of before are there; none of those after is repeated silently', async () => {
  const known = await ordersNow();
  expect(known).toBeGreaterThan(0);
  expect(known).toBeLessThanOrEqual(sold.before.length);
  const first = sold.before.slice(0, 1);
  for (const each of first) {
    const { status, body } = await retry(each);
    expect([status, body.id]).toEqual([201, each.orderId]);
  }
  for (const each of sold.lost) {
    const { status, body, headers } = await retry(each);
    expect([status, body.code]).toEqual([503, 'outcome_unknown']);
    expect(body.detail).toContain('restored this service from a backup');
    expect(headers.get('retry-after')).toBe('60');
  }
  const fresh = await shop.call<{ code: string }>('POST', '/orders', { key, body: BODY });
  expect(fresh.body.code).toBe('outcome_unknown');
  expect(await ordersNow()).toBe(known);
});

test('every stream goes on above all numbers that were used', async () => {
  const events = await shop.call<{
    data: { type: string; sequence: number; data: Record<string, unknown> }[];
  }>('GET', `/events?after=${lastSequence}`, { key });
  const [first] = events.body.data;
  expect(first).toMatchObject({ type: 'stream.restored' });
  expect(first?.sequence).toBeGreaterThan(lastSequence);
  const { last_sequence: last, next_sequence: next } = first?.data ?? {};
  expect(next).toBe(first?.sequence);
  expect(last).toBeLessThan(lastSequence);
  const list = await shop.call<{ data: { sequence: number }[] }>('GET', '/events?limit=100', {
    key,
  });
  expect(
    list.body.data.some(({ sequence }) => sequence > Number(last) && sequence < Number(next)),
  ).toBe(false);
});

test('no number of an invoice or credit note is used again that a lost one may have', async () => {
  const lost = await shop.rows('SELECT kind, after FROM invoicing.lost_numbers ORDER BY kind');
  expect(lost).toEqual([
    { kind: 'credit_note', after: 0 },
    { kind: 'invoice', after: 0 },
  ]);
});

test('what belongs to the shop beside its database comes back, and everybody signs in again', async () => {
  const text = await readFile(join(shop.app.config.dataDir, 'texts', 'imprint.md'), 'utf8');
  expect(text).toBe('# Ours\n');
  expect(await shop.rows('SELECT FROM identity.sessions')).toEqual([]);
  expect(await readdir(shop.app.config.dataDir)).not.toContain('postgres.restoring');
});

test('frozen stock is compared, released, and no code of the lost orders is sold again', async () => {
  const status = (await run('status')).value;
  expect(status).toMatchObject({ epoch: 1, partners: [{ id: partner }] });
  const [us50] = status.frozen;
  expect(us50.sku).toBe('PSN-US-50');
  const newcomer = await shop.buyer({ balance: '10000.00' });
  const order = (quantity: number) =>
    shop.call<Order & { code?: string; available?: number }>('POST', '/orders', {
      key: newcomer.key,
      body: { ...BODY, quantity },
    });
  expect((await order(1)).body).toMatchObject({ code: 'out_of_stock', available: 0 });

  const all = [...sold.before, ...sold.lost].flatMap(({ codes }) => codes);
  const file = join(folder, 'theirs.csv');
  await writeFile(file, ['code', ...all, 'NEVER-SEEN'].join('\r\n'));
  const compared = (await run('compare', '--file', file)).value;
  expect(compared.discarded + compared.not_for_sale).toBe(all.length);
  expect(compared.discarded).toBeGreaterThanOrEqual(LOST);
  expect(compared.unknown_lines).toEqual([1, all.length + 2]);
  // Its lot was imported after the backup: the same file again must not sell it.
  const { lotId } = await shop.stock({ codes: ['NEVER-SEEN'] });
  expect(
    await shop.rows('SELECT accepted, duplicates FROM stock.lots WHERE lot_id = $1', [lotId]),
  ).toEqual([{ accepted: 0, duplicates: 1 }]);
  expect((await run('compare', '--file', file)).value.discarded).toBe(0);
  expect(await shop.verify()).toEqual([]);

  expect((await run('release')).code).toBe(1);
  expect((await run('release', '--sku', 'PSN-US-51')).code).toBe(1);
  const released = (await run('release', '--sku', 'PSN-US-50')).value;
  const left = STOCK - all.length;
  expect(released).toMatchObject({ products: 1, codes: left, partners: 0 });
  await shop.settle();
  const { body } = await order(left);
  expect(body.status).toBe('delivered');
  const read = await shop.call<{ data: { code: string }[] }>('GET', `/orders/${body.id}/codes`, {
    key: newcomer.key,
  });
  const fresh = read.body.data.map(({ code }) => code);
  expect(fresh).toHaveLength(left);
  expect(fresh.filter((code) => all.includes(code))).toEqual([]);

  // Only now may the partner order again, and it is out of stock like everybody else.
  const waiting = sold.lost[0] as Sold;
  expect((await retry(waiting)).body.code).toBe('outcome_unknown');
  expect((await run('release', '--all')).value).toMatchObject({ partners: 1 });
  await shop.settle();
  expect((await retry(waiting)).body.code).toBe('out_of_stock');
  expect((await run('status')).value).toMatchObject({ frozen: [], partners: [] });
  expect((await run('compare', '--file', file)).code).toBe(1);
  expect(await shop.verify()).toEqual([]);
});

/** What a refused restore leaves: an empty folder, or one with a lock. */
const remains = async (name: string) =>
  (await readdir(join(folder, name)).catch(() => [])).filter(
    (file) => !/^postgres\.(lock|users|libraries)$/.test(file),
  );
const said = ({ value, err }: Ran) => value?.errors?.[0]?.detail ?? err;

test('a restore that cannot succeed is refused, and leaves nothing', async () => {
  await mkdir(join(folder, 'refused'));
  const other = join(folder, 'other-key.txt');
  await runHere(shop, ['backup', 'new-key', '--out', other]);
  const strange = `{"version":1,"key":"${Buffer.alloc(32, 7).toString('base64url')}"}`;
  for (const [more, env, says] of [
    [['--identity', other], {}, 'not one that it was encrypted to'],
    [['--identity', join(folder, 'kek')], {}, 'not a file of private keys'],
    [['--identity', join(folder, 'nowhere')], {}, 'There is no file'],
    [[], { KEK: strange, KEK_FILE: '' }, 'not that of this backup'],
    [[], { DATABASE_URL: 'postgres://localhost/x' }, 'DATABASE_URL is set'],
    [['--from', folder], {}, 'no manifest.json'],
  ] as const) {
    const ran = await restore('refused', more, env);
    expect([ran.code, said(ran)]).toEqual([1, expect.stringContaining(says)]);
    expect(await remains('refused')).toEqual([]);
  }
  const again = await restore('data');
  expect([again.code, said(again)]).toEqual([1, expect.stringContaining('There is a database in')]);
});

test('no empty database is created beside a restore that was killed', async () => {
  const dataDir = join(folder, 'killed');
  await mkdir(join(dataDir, 'postgres.restoring'), { recursive: true });
  await expect(openEmbedded({ dataDir })).rejects.toThrow('has not finished');
});

test('the files can be unpacked alone, for a PostgreSQL of the operator', async () => {
  const unpacked = join(folder, 'unpacked');
  const { code } = await restore('unused', ['--unpack', unpacked]);
  expect(code).toBe(0);
  const files = await readdir(unpacked);
  expect(files).toEqual(expect.arrayContaining(['PG_VERSION', 'backup_label', 'global']));
  expect(files).not.toContain('psnb2b');
  expect(said(await restore('unused', ['--unpack', unpacked]))).toContain('is not empty');
  expect(await readdir(unpacked)).toEqual(files);
});

test('a damaged archive is refused before anything is unpacked', async () => {
  const damaged = join(folder, 'damaged');
  await cp(backup, damaged, { recursive: true });
  const archive = join(damaged, 'base.tar.zst.age');
  const bytes = await readFile(archive);
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  await writeFile(archive, bytes);
  const whole = await restore('refused', ['--from', damaged]);
  expect([whole.code, said(whole)]).toEqual([1, expect.stringContaining('changed or damaged')]);
  expect(await remains('refused')).toEqual([]);
  const target = join(folder, 'partly');
  for (const [more, says] of [
    [['--from', damaged], 'changed or damaged'],
    [['--identity', join(folder, 'other-key.txt')], 'not one that it was encrypted to'],
  ] as const) {
    const ran = await restore('unused', [...more, '--unpack', target]);
    expect([ran.code, said(ran)]).toEqual([1, expect.stringContaining(says)]);
    await expect(readdir(target)).rejects.toThrow('ENOENT');
  }
  // A folder that was there stays, empty.
  await mkdir(target);
  expect((await restore('unused', ['--from', damaged, '--unpack', target])).code).toBe(1);
  expect(await readdir(target)).toEqual([]);
});

test('a PostgreSQL that was restored to a time without a backup of ours gets an epoch, too', async () => {
  const at = new Date(Date.now() - 60_000).toISOString();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  for (const [more, says] of [
    [[], 'Name the time with --at'],
    [['--at', at, '--from', backup], 'not both'],
    [['--at', 'yesterday'], 'like 2026-11-29T14:00:00Z'],
    [['--at', at.replace('Z', '')], 'like 2026-11-29T14:00:00Z'],
    [['--at', tomorrow], 'is in the future'],
  ] as const) {
    const ran = await run('adopt', ...more);
    expect([ran.code, said(ran)]).toEqual([1, expect.stringContaining(says)]);
  }
  const { epoch } = (await run('status')).value;
  expect((await run('adopt', '--at', at)).value).toEqual({ epoch: epoch + 1, broken: [] });
  expect((await run('status')).value).toMatchObject({
    ...{ epoch: epoch + 1, backup: `point in time ${at}`, backup_at: at },
    partners: expect.arrayContaining([expect.objectContaining({ id: partner })]),
  });
  await shop.settle();
  const { body } = await shop.call<{ code: string }>('POST', '/orders', { key, body: BODY });
  expect(body.code).toBe('outcome_unknown');
  expect(await shop.verify()).toEqual([]);
});
