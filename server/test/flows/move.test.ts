/**
 * Guards: a shop on the embedded PostgreSQL moves into one of the operator's own, as an owner without a superuser's rights: every acknowledged order
 * is there, a retry gives the same order, and it goes on selling. A move that is killed at any step ends when it is run again, and at no moment
 * can both databases be served from.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chainAudit } from '../../src/audit/index.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import {
  clusterFolder,
  embeddedShop,
  type ForeignPostgres,
  openForeignPostgres,
  openShop,
  type Ran,
  runHere,
  type Shop,
} from '../../testkit/index.ts';
import { findLost, Journal, placeOne } from '../faults/journal.ts';

const CHILD = fileURLToPath(new URL('../../testkit/move-child.ts', import.meta.url));
const ORDERS = 20;
const APP = 'psnb2b_app';

const owned = new AsyncDisposableStack();
const journal = new Journal();
let server: ForeignPostgres;
/** The shop of before; its parts are closed, and say where it was. */
let old: Shop;
let dataDir: string;
let key: string;
let refusedWhileServed: Ran;
beforeAll(async () => {
  server = owned.use(await openForeignPostgres());
  await server.run(
    "CREATE ROLE mover LOGIN CREATEROLE PASSWORD 'mover'",
    "CREATE ROLE stranger LOGIN PASSWORD 'stranger'",
    ...['target', 'taken', 'spare'].map((name) => `CREATE DATABASE ${name} OWNER mover`),
  );
  ({ dataDir } = owned.use(await clusterFolder()));
  await using embedded = await openEmbedded({ dataDir });
  await using shop = await openShop({ databaseUrl: embedded.url, dataDir });
  old = shop;
  // The old cluster has counted far more transactions than the new one.
  await shop.owner.reads.query(
    `DO $$ BEGIN FOR n IN 1..20000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$`,
  );
  await old.stock({ codes: 4 * ORDERS });
  ({ key } = await old.buyer({ balance: '10000.00' }));
  for (let count = 0; count < ORDERS; count += 1) await placeOne(journal, old.url, key);
  await chainAudit(shop.app);
  refusedWhileServed = await move('target');
});
afterAll(() => owned.disposeAsync());

const urlOf = (name: string) => server.urlOf('mover', 'mover', name);
const EMBEDDED = { DATABASE_URL: '' };
const move = (name: string, ...more: string[]) =>
  runHere(old, ['move', '--to', urlOf(name), '--json', ...more], EMBEDDED);
const cancel = (...more: string[]) => runHere(old, ['move', 'cancel', '--json', ...more], EMBEDDED);
/** Why nothing can be served from the old database; null if it can. */
const oldRefuses = () =>
  runHere(old, ['doctor', '--json'], EMBEDDED).then(({ out, err }) =>
    out === '' ? err.trim() : null,
  );
const newRefuses = (name: string) =>
  runHere(old, ['doctor', '--json'], { DATABASE_URL: urlOf(name) }).then(({ out, err }) =>
    out === '' ? err.trim() : null,
  );

test('it is refused while a server runs, and before anything is written where it cannot go', async () => {
  expect([refusedWhileServed.code, refusedWhileServed.err]).toEqual([
    1,
    expect.stringContaining('stop all servers, workers and other programs'),
  ]);
  for (const [args, says] of [
    [['--to', 'mysql://x/y'], 'Name the new database like postgres://'],
    [['--to', 'postgres://a@b:1,c:2/d'], 'Name one host, the primary'],
    [['--to', urlOf('nowhere')], 'The database that --to names does not exist'],
    [['--to', server.urlOf('stranger', 'stranger', 'spare')], 'may not create schemas'],
    [['--to', server.urlOf('mover', 'wrong', 'spare')], 'refuses the user or the password of --to'],
  ] as const) {
    const { code, value, err } = await runHere(old, ['move', ...args, '--json'], EMBEDDED);
    expect([code, value?.errors?.[0]?.detail ?? err]).toEqual([1, expect.stringContaining(says)]);
  }
  const wrongKey = await runHere(old, ['move', '--to', urlOf('spare')], {
    ...EMBEDDED,
    KEK: `${'A'.repeat(43)}=`,
  });
  expect([wrongKey.code, wrongKey.err]).toEqual([
    1,
    expect.stringContaining('is not the key of this database'),
  ]);
  await using taken = await openShop({ databaseUrl: urlOf('taken') });
  const full = await move('taken');
  expect([full.code, full.err]).toEqual([1, expect.stringContaining('is not empty: it has')]);
  expect(await taken.verify()).toEqual([]);
  expect(await oldRefuses()).toBe(null);
});

/** Runs a move in a process that ends itself with SIGKILL before this step. */
async function killedAt(step: string, name: string): Promise<void> {
  const { host, pathname } = new URL(urlOf(name));
  const args = [CHILD, step, dataDir, urlOf(name), `${host}${pathname}`];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

test('killed at any step it sells from neither half, can be given up, and ends when it is run again', async () => {
  const closed = expect.stringContaining('has begun and not ended: run psnb2b-server move again');
  const unfinished = expect.stringContaining('has not ended: run psnb2b-server move again there');
  await killedAt('prepare', 'target');
  expect(await oldRefuses()).toBe(null);
  for (const [step, before] of [
    ['close', null],
    ['copy', closed],
    ['half', closed],
  ] as const) {
    await killedAt(step, 'target');
    expect([step, await oldRefuses(), await newRefuses('target')]).toEqual([
      step,
      before,
      unfinished,
    ]);
  }
  expect(await move('spare')).toMatchObject({ code: 1, err: closed });
  expect((await cancel()).code).toBe(1);
  expect(await cancel('--to', urlOf('target'))).toMatchObject({ code: 0 });
  expect([await oldRefuses(), await newRefuses('target')]).toEqual([null, unfinished]);
  expect((await cancel('--lost')).err).toContain('No move of this database has begun');

  await killedAt('finish', 'target');
  expect([await oldRefuses(), await newRefuses('target')]).toEqual([closed, null]);
  expect((await cancel('--to', urlOf('target'))).err).toContain('has everything already');
  // The new database may sell already: no other one can vouch that it does not.
  const wrong = await cancel('--to', urlOf('spare'));
  expect([wrong.code, wrong.err]).toEqual([
    1,
    expect.stringMatching(/goes to \S+\/target, and not/),
  ]);
  expect(await oldRefuses()).toEqual(closed);
  const again = await move('target');
  expect([again.code, again.value]).toMatchObject([0, { broken: [] }]);
  // As an operator who wants the password in no list of processes.
  const file = join(dataDir, 'password');
  await writeFile(file, 'mover\n', { mode: 0o644 });
  const quietly = () => {
    const to = urlOf('target').replace(':mover@', '@');
    return runHere(old, ['move', '--to', to, '--password-file', file, '--json'], EMBEDDED);
  };
  expect((await quietly()).value.errors[0].detail).toContain(`run chmod 600 ${file}`);
  await chmod(file, 0o600);
  for (const text of ['', 'mover\nmover\n']) {
    await writeFile(file, text);
    expect((await quietly()).value.errors[0].detail).toContain('in one line, and nothing else');
  }
  await writeFile(file, 'mover\n');
  expect(await quietly()).toMatchObject({ code: 0 });
});

test('every acknowledged order is there, retries give the same order, and the shop goes on', async () => {
  const app = server.urlOf(APP, 'app', 'target');
  const env = { DATABASE_URL: app, DATABASE_OWNER_URL: urlOf('target') };
  expect((await runHere(old, ['migrate'], env)).code).toBe(0);
  await using shop = await openShop({ databaseUrl: app, dataDir, prices: null, env });
  expect(shop.app.isConfined).toBe(true);
  expect(journal.acknowledged.size).toBe(ORDERS);
  expect(await findLost(journal, shop.url, key)).toEqual([]);
  for (let count = 0; count < 3; count += 1)
    expect(await placeOne(journal, shop.url, key)).toBe(true);
  await shop.stock({ codes: 3 });
  await shop.buyer({ balance: '10.00' });
  expect(await findLost(journal, shop.url, key)).toEqual([]);
  expect(journal.strange).toEqual([]);
  expect(await shop.verify()).toEqual([]);
  // The chain goes on: an entry of the new cluster would not be younger than its end if transactions kept their old numbers.
  await expect
    .poll(
      async () => {
        await chainAudit(shop.app);
        return shop.rows(
          'SELECT action FROM audit.entries e WHERE NOT EXISTS (SELECT FROM audit.chain c WHERE c.entry_id = e.entry_id)',
        );
      },
      { timeout: 30_000 },
    )
    .toEqual([]);
  const acts = await shop.rows<{ detail: string }>(
    `SELECT detail FROM audit.entries WHERE action = 'database.moved'`,
  );
  expect(acts).toHaveLength(1);
  expect(acts[0]?.detail).not.toContain('mover:');
});

test('the old database refuses every server, says where the shop is, and cannot be opened again', async () => {
  const says =
    /^The shop was moved from this database to 127\.0\.0\.1:\d+\/target at 20\S+: set DATABASE_URL/;
  expect(await oldRefuses()).toMatch(says);
  await expect(embeddedShop(dataDir)).rejects.toThrow(says);
  const elsewhere = await move('spare');
  expect([elsewhere.code, elsewhere.err]).toEqual([1, expect.stringMatching(says)]);
  expect((await cancel('--lost')).err).toContain('cannot be given up');
});
