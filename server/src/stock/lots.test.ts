import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { supplierNamed, type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { loadCatalogue, loadSnapshot } from '../catalog/index.ts';
import { type DrivenClock, drivenClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { noReserve } from '../kit/reserve-on.ts';
import { openVault, type Vault } from '../vault/index.ts';
import { addTestStock } from './add-test-stock.ts';
import { countStock } from './count-stock.ts';
import { discardLot } from './discard-lot.ts';
import { ensureShelves } from './ensure-shelves.ts';
import { expireLanes } from './expire-lanes.ts';
import { importLot } from './import-lot.ts';
import { stockInvariants } from './invariants.ts';
import { listLots } from './list-lots.ts';
import { recallLot } from './recall-lot.ts';
import { sealInvariant } from './seal-invariant.ts';

// What is available is exactly what may be sold; and each check of it notices when that is broken.

let folder: string;
let copy: TestDatabase;
let database: Database;
let vault: Vault;
let clock: DrivenClock;
const actor = 'operator:test';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lots-'));
  copy = await testDatabase();
  database = new Database({ url: copy.url });
  clock = drivenClock();
  const kek = { kind: 'text', text: randomBytes(32).toString('hex') } as const;
  vault = await openVault({ database, kek, clock });
  await database.transaction(async (tx) => {
    await loadCatalogue(tx, { at: clock.now() });
    await ensureShelves(tx, clock.now());
  });
});
afterEach(async () => {
  await vault[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function load(name: string, rows: string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `region,denomination,code,expires_at\n${rows.join('\n')}\n`);
  const order = {
    file: path,
    mode: 'live',
    supplierId: await supplierNamed(database, 'ACME'),
    costCurrency: 'USD',
    actor,
    confirmed: true,
  } as const;
  return (
    await importLot({ database, vault, clock, reserve: noReserve, onStock: async () => {} }, order)
  ).lotId;
}

async function broken(): Promise<string[]> {
  const ids: string[] = [];
  for (const invariant of [...stockInvariants, sealInvariant(vault, { deep: false })]) {
    if ((await invariant.check(database.reads)).broken.length > 0) ids.push(invariant.id);
  }
  return ids;
}

async function productId(sku: string): Promise<number> {
  return (await loadSnapshot(database.reads)).productBySku(sku)?.productId ?? 0;
}

function run(text: string): Promise<unknown> {
  return database.transaction((tx) => tx.query(text));
}

test('every product has a live and a test shelf, once', async () => {
  const before = await database.reads.query<{ n: number }>(
    'SELECT count(*) AS n FROM stock.shelves',
  );
  const { products } = await loadSnapshot(database.reads);
  expect(before.rows[0]?.n).toBe(products.length * 2);
  const again = await Promise.all(
    [1, 2].map(() => database.transaction((tx) => ensureShelves(tx, clock.now()))),
  );
  expect(again).toEqual([0, 0]);
});

test('a recall freezes what is unsold, says how much, and says so again', async () => {
  const lotId = await load('a.csv', ['US,50,AAAA-1,', 'US,50,AAAA-2,', 'US,10,AAAA-3,']);
  await load('b.csv', ['US,50,BBBB-1,']);
  expect(await recallLot({ database, clock }, { lotId, actor })).toEqual({ unsold: 3 });
  expect(await recallLot({ database, clock }, { lotId, actor })).toEqual({ unsold: 3 });
  expect(await countStock(database.reads)).toEqual([
    { sku: 'PSN-US-10', available: 0, held: 0, sold: 0, recalled: 1 },
    { sku: 'PSN-US-50', available: 1, held: 0, sold: 0, recalled: 2 },
  ]);
  expect(await countStock(database.reads, 'PSN-US-50')).toHaveLength(1);
  await expect(countStock(database.reads, 'PSN-XX-1')).rejects.toThrow(Refusal);
  expect(await broken()).toEqual([]);
  const { rows } = await database.reads.query<{ action: string }>(
    'SELECT action FROM audit.entries ORDER BY entry_id',
  );
  expect(rows.map((row) => row.action).filter((action) => action.startsWith('lot.'))).toEqual([
    'lot.imported',
    'lot.imported',
    'lot.recalled',
  ]);
});

test('lots that are not there, or not in the right state', async () => {
  const lotId = newUuid();
  await expect(recallLot({ database, clock }, { lotId, actor })).rejects.toThrow('not_found');
  await expect(discardLot({ database, clock }, { lotId, actor })).rejects.toThrow('not_found');
  await load('a.csv', ['US,50,AAAA-1,']);
  await run(`UPDATE stock.lots SET status = 'discarded'`);
  const [lot] = await listLots(database.reads);
  expect(lot).toMatchObject({ status: 'discarded', supplier: 'ACME', fileName: 'a.csv' });
  await expect(recallLot({ database, clock }, { lotId: lot?.lotId ?? '', actor })).rejects.toThrow(
    /The lot is discarded/,
  );
});

test('what expires is off sale, and the rest stays', async () => {
  const soon = new Date(clock.now().getTime() + 60_000).toISOString();
  const later = new Date(clock.now().getTime() + 120_000).toISOString();
  await load('a.csv', [`US,50,AAAA-1,${soon}`, `US,50,AAAA-2,${later}`, 'US,50,AAAA-3,']);
  expect(await expireLanes({ database, clock })).toBe(0);
  clock.advance(60_000);
  expect(await expireLanes({ database, clock })).toBe(1);
  expect((await countStock(database.reads, 'PSN-US-50'))[0]?.available).toBe(2);
  expect(await expireLanes({ database, clock })).toBe(0);
  clock.advance(60_000);
  await expireLanes({ database, clock });
  expect((await countStock(database.reads, 'PSN-US-50'))[0]?.available).toBe(1);
  expect(await broken()).toEqual([]);
});

test('test stock is made at once, sealed like any other, and never counts as live', async () => {
  const product = { productId: await productId('PSN-US-50'), quantity: 10 };
  const { lotId, codes } = await addTestStock({ database, vault, clock }, product);
  expect(codes).toBeGreaterThanOrEqual(10);
  const { rows } = await database.reads.query<{ code_id: string; sealed: Buffer; mode: string }>(
    `SELECT c.code_id, c.sealed, s.mode FROM stock.codes c JOIN stock.runs r ON r.run_id = c.run_id
       JOIN stock.shelves s ON s.shelf_id = r.shelf_id`,
  );
  const key = await vault.dataKey(database.reads, lotId);
  const place = { codeId: rows[0]?.code_id ?? '', productId: product.productId, lotId };
  const { code } = vault.open(key, place, rows[0]?.sealed ?? Buffer.alloc(0));
  expect(code).toMatch(/^TEST(-[A-Z0-9]{4}){3}$/);
  expect(new Set(rows.map((row) => row.mode))).toEqual(new Set(['test']));
  expect(await countStock(database.reads)).toEqual([]);
  expect(await broken()).toEqual([]);
});

test.each([
  [
    'S1a',
    `INSERT INTO stock.lanes (shelf_id, run_id, expires_at, head, tail, state)
           SELECT shelf_id, run_id, expires_at, 1, 2, 'expired' FROM stock.runs LIMIT 1`,
  ],
  ['S1c', 'DELETE FROM stock.codes WHERE position = 1'],
  ['S2', 'UPDATE stock.shelves SET available = available + 1'],
  ['S2', `UPDATE stock.lots SET status = 'recalled'`],
  [
    'S3',
    'DROP INDEX stock.codes_fingerprint; CREATE INDEX codes_fingerprint ON stock.codes (fingerprint)',
  ],
  [
    'S3',
    `DROP INDEX stock.codes_fingerprint;
          CREATE INDEX codes_fingerprint ON stock.codes (fingerprint);
          INSERT INTO stock.codes SELECT run_id, 2, gen_random_uuid(), fingerprint, sealed
            FROM stock.codes WHERE position = 1 LIMIT 1`,
  ],
  ['S3', 'DROP INDEX stock.codes_id; CREATE INDEX codes_id ON stock.codes (code_id)'],
  [
    'V1',
    `DROP TRIGGER append_only ON stock.codes;
          UPDATE stock.codes c SET sealed = d.sealed FROM stock.codes d
           WHERE c.position = 0 AND d.position = 1 AND d.run_id = c.run_id`,
  ],
  [
    'V1',
    `DROP TRIGGER append_only ON stock.codes;
          UPDATE stock.codes SET fingerprint = decode(repeat('00', 16), 'hex') WHERE position = 1`,
  ],
])('%s notices: %s', async (id, damage) => {
  await load('a.csv', ['US,50,AAAA-1,', 'US,50,AAAA-2,']);
  expect(await broken()).toEqual([]);
  await run(damage);
  expect(await broken()).toContain(id);
});
