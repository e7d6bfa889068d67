/**
 * Guards: a backup that was made, and codes that were sold, while the machine's clock was hours ahead are restored like others. Whatever
 * times the rows have, nothing of before the restore is sold, shown, returned or restocked as if it were new, and where PostgreSQL cannot know
 * which moment is meant, the restore is refused or says the time that is sure.
 */
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleWithdrawn, watchBackups } from '../../src/acts/index.ts';
import { backupParts } from '../../src/backup-parts.ts';
import { archiveWal, makeBackup, readSchedule } from '../../src/backups/index.ts';
import { parseRecipient } from '../../src/kit/age/index.ts';
import { Database } from '../../src/kit/database/index.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import { openFalseClock } from '../../testkit/false-clock.ts';
import {
  buy,
  clusterFolder,
  decide,
  embeddedShop,
  file,
  formatId,
  parseId,
  type Ran,
  runHere,
  type Shop,
} from '../../testkit/index.ts';

const HOUR = 3_600_000;
const STOCK = 60;
const BODY = { region: 'US', denomination: 50 };
const falseClock = openFalseClock();
const owned = new AsyncDisposableStack();

if (falseClock === null) {
  test('a wrong clock of PostgreSQL', () => {
    console.log('no C compiler is installed: a wrong clock of PostgreSQL is not tried');
  });
} else {
  describe('the clock was five hours ahead for a while', () => tests(falseClock));
}

function tests(time: NonNullable<typeof falseClock>): void {
  let folder: string;
  let shop: Shop;
  let dataDir: string;
  let buyer: { key: string; partnerId: string };
  /** Whole backups, of before and of while the clock was ahead. */
  const backups: string[] = [];
  const sold = { before: 0, ahead: [] as string[], after: [] as string[], lost: [] as string[] };
  let unread: string;
  let claim: string;
  let lastSure: Date;
  let twice: Date;

  const parts = () => ({
    ...shop.app,
    ...backupParts({ ...shop.app.config, databaseUrl: null }),
    isStopping: () => false,
  });
  const codesOf = ({ codes }: Awaited<ReturnType<typeof buy>>) =>
    codes.map(({ code }) => code ?? '');
  const codeIds = async (order: string) => {
    const path = `/orders/${order}/codes?masked=true`;
    const { body } = await shop.call<OrderCodeList>('GET', path, { key: buyer.key });
    return body.data.map(({ id }) => id);
  };
  const restore = (name: string, from: string, ...more: string[]) =>
    runHere(
      shop,
      ['restore', '--from', from, '--identity', join(folder, 'key.txt'), ...more, '--json'],
      { DATABASE_URL: '', DATA_DIR: join(folder, name), KEK_FILE: join(dataDir, 'kek') },
    );
  const said = ({ value, err }: Ran) => value?.errors?.[0]?.detail ?? err;

  beforeAll(async () => {
    owned.use(time);
    folder = await mkdtemp(join(tmpdir(), 'wrong-clock-'));
    owned.defer(() => rm(folder, { recursive: true }));
    ({ dataDir } = owned.use(await clusterFolder()));
    await time.start(dataDir);
    ({ shop } = owned.use(await embeddedShop(dataDir, { clock: time.clock })));
    await shop.stock({ codes: STOCK });
    buyer = await shop.buyer({ balance: '100000.00' });
    const to = join(folder, 'backups');
    await mkdir(to);
    const run = (...args: string[]) => runHere(shop, [...args, '--json'], { DATABASE_URL: '' });
    const { recipient } = (await run('backup', 'new-key', '--out', join(folder, 'key.txt'))).value;
    await run('backup', 'schedule', '--to', to, '--recipient', recipient);
    const archive = () => archiveWal(parts());
    const backUp = async () => {
      const { recipients } = (await readSchedule(shop.app.database.reads)) ?? { recipients: [] };
      const order = { to, recipients: recipients.map(parseRecipient), actor: 'operator:test' };
      backups.push((await makeBackup(parts(), order)).folder);
    };
    const buyCodes = async (list: string[], quantity: number) => {
      list.push(...codesOf(await buy(shop, buyer.key, quantity)));
    };
    await archive();
    await backUp();
    await buy(shop, buyer.key, 2);
    sold.before = 2;
    await archive();
    lastSure = new Date();

    time.ahead(5 * HOUR);
    const readOrder = await buy(shop, buyer.key, 2);
    sold.ahead.push(...codesOf(readOrder));
    const body = { ...BODY, quantity: 3 };
    const placed = await shop.call<Order>('POST', '/orders', { key: buyer.key, body });
    unread = placed.body.id;
    const withdrawn = await file(shop, buyer.key, unread, [(await codeIds(unread))[2]]);
    await decide(shop, withdrawn.body.id, 'refunded');
    claim = (await file(shop, buyer.key, readOrder.order.id, [readOrder.codes[0]?.id])).body.id;
    await archive();
    await backUp();
    await buyCodes(sold.ahead, 3);
    await archive();

    time.ahead(0);
    await buyCodes(sold.after, 4);
    await archive();
    twice = new Date();
    await buyCodes(sold.after, 2);
    await archive();
    await buyCodes(sold.lost, 5);
  });
  afterAll(() => owned.disposeAsync());

  test('a time that the clock had twice is refused; where later pieces are damaged, the time that is sure is said', async () => {
    const [backup = ''] = backups;
    const refused = await restore('refused', backup, '--to', twice.toISOString());
    expect(said(refused)).toContain('can be two moments of the log');
    const copy = join(folder, 'damaged');
    await cp(join(folder, 'backups'), copy, { recursive: true });
    const names = await readdir(copy);
    const archive = join(copy, names.find((name) => name.startsWith('psnb2b-wal-')) ?? '');
    const pieces = (await readdir(archive)).filter((name) => name.endsWith('.wal')).sort();
    // Only the first piece of the clock that was ahead is left: from it, the time seems to be past.
    for (const name of pieces.slice(-4)) await writeFile(join(archive, name), 'x');
    const from = join(copy, backup.split('/').at(-1) ?? '');
    const { code, value, err } = await restore('doubtful', from, '--to', twice.toISOString());
    expect([code, err]).toEqual([0, '']);
    expect(Date.parse(value.recovery_point)).toBeLessThanOrEqual(lastSure.getTime());
    await using postgres = await openEmbedded({ dataDir: join(folder, 'doubtful') });
    await using database = new Database({ url: postgres.url });
    const { rows } = await database.reads.query<{ sold: number }>(
      'SELECT sum(quantity)::int AS sold FROM orders.orders',
    );
    // PostgreSQL stops at the first commit of the clock that was ahead.
    expect(rows[0]?.sold).toBe(sold.before);
  });

  test('restored, compared and released, nothing of before is sold, shown, returned or restocked', async () => {
    const { code, value, err } = await restore('data', backups[1] ?? '');
    expect([code, err, value?.broken]).toEqual([0, '', []]);
    expect(Math.abs(Date.parse(value.recovery_point) - Date.now())).toBeLessThan(HOUR);
    const restored = join(folder, 'data');
    await cp(join(dataDir, 'kek'), join(restored, 'kek'));
    ({ shop } = owned.use(await embeddedShop(restored)));
    const run = (...args: string[]) => runHere(shop, ['restore', ...args, '--json']);
    const partner = formatId('prt', buyer.partnerId);
    const status = (await run('status')).value;
    expect(status).toMatchObject({ partners: [{ id: partner }], claims: [{ id: claim, partner }] });
    expect(Date.parse(status.restored_at)).toBeLessThanOrEqual(Date.now());
    const read = () =>
      shop.call<OrderCodeList & { code?: string }>('GET', `/orders/${unread}/codes`, {
        key: buyer.key,
      });
    expect((await read()).body.code).toBe('unavailable');

    const theirs = join(folder, 'theirs.csv');
    const had = [...sold.ahead, ...sold.after, ...sold.lost];
    await writeFile(theirs, had.join('\n'));
    expect((await run('compare', '--file', theirs)).value).toMatchObject({
      discarded: sold.lost.length,
      not_for_sale: sold.ahead.length + sold.after.length,
    });
    const left = STOCK - sold.before - 3 - had.length;
    expect((await run('release', '--all')).value).toMatchObject({ codes: left, partners: 1 });
    await shop.settle();

    const [first, , third] = await codeIds(unread);
    const given = await shop.call<{ code: string }>('POST', `/orders/${unread}/returns`, {
      key: buyer.key,
      body: { codes: [first] },
    });
    expect([given.status, given.body.code]).toEqual([409, 'return_window_closed']);
    const by = { actor: 'staff:ann', at: shop.clock.now() };
    const codeId = parseId('cod', third ?? '') ?? '';
    await expect(
      settleWithdrawn(shop.app, { codeId, outcome: 'restocked' }, by),
    ).rejects.toMatchObject({
      code: 'invalid_state',
      message: expect.stringContaining('restored'),
    });
    expect((await decide(shop, claim, 'replaced')).outcome).toBe('taken');

    const rest = codesOf(await buy(shop, buyer.key, left - 1));
    expect(rest.filter((each) => had.includes(each))).toEqual([]);
    const none = await shop.call<{ code: string }>('POST', '/orders', {
      key: buyer.key,
      body: { ...BODY, quantity: 1 },
    });
    expect(none.body.code).toBe('out_of_stock');
    expect(await shop.verify()).toEqual([]);

    // The backup of the clock that was ahead counts neither as the newest nor as the last attempt.
    const made = await watchBackups(parts());
    expect(made?.getTime()).toBeLessThanOrEqual(Date.now());
  });
}
