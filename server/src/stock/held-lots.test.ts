import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { supplierNamed, type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { loadCatalogue } from '../catalog/index.ts';
import { type DrivenClock, drivenClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { noReserve } from '../kit/reserve-on.ts';
import { openVault, type Vault } from '../vault/index.ts';
import { confirmLot } from './confirm-lot.ts';
import { discardLot } from './discard-lot.ts';
import { ensureShelves } from './ensure-shelves.ts';
import { importLot } from './import-lot.ts';
import { stockInvariants } from './invariants.ts';
import { FAULTS } from './judge-row.ts';
import { type PatternOwner, setCodePatterns } from './patterns.ts';
import { sealInvariant } from './seal-invariant.ts';
import { saveRejects } from './write-rejects.ts';

// Nothing is sold that does not look like a code of its kind before somebody has said so.

let folder: string;
let copy: TestDatabase;
let database: Database;
let vault: Vault;
let clock: DrivenClock;
const actor = 'operator:test';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'held-'));
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

async function load(text: string, more: { readonly confirmed?: boolean } = {}) {
  const path = join(folder, 'codes.csv');
  await writeFile(path, text);
  const supplierId = await supplierNamed(database, 'ACME');
  const order = { file: path, mode: 'live', supplierId, costCurrency: 'USD', actor } as const;
  return importLot(
    { database, vault, clock, reserve: noReserve, onStock: async () => {} },
    { ...order, ...more },
  );
}

async function rejects(lotId: string): Promise<string[]> {
  const path = join(folder, 'rejects.csv');
  await saveRejects(database.reads, lotId, [path]);
  return (await readFile(path, 'utf8')).trimEnd().split('\r\n').slice(1);
}

async function available(): Promise<number> {
  const { rows } = await database.reads.query<{ n: number }>(
    'SELECT sum(available) AS n FROM stock.shelves',
  );
  return rows[0]?.n ?? -1;
}

async function sound(): Promise<void> {
  for (const invariant of [...stockInvariants, sealInvariant(vault, { deep: true })]) {
    const { broken } = await invariant.check(database.reads);
    expect(broken, invariant.title).toEqual([]);
  }
}

const ALIKE = ['ABCD-EF12-GH34', 'KLMN-PQ56-RS78', 'TUVW-XY90-AB12'];
const table = (codes: readonly string[]) =>
  `region,denomination,code\n${codes.map((code) => `US,50,${code}\n`).join('')}`;

test.each([
  ['length', 'ABCD-EF12-GH3'],
  ['grouping', 'CDEFGH12IJ34'],
  ['alphabet: digits', '1234-5678-9012'],
  ['alphabet: lower case', 'abcd-ef34-gh78'],
  ['alphabet: signs', 'AB.D-EF12-GH99'],
])('codes that differ in %s are asked about before they sell', async (_name, odd) => {
  const held = await load(table([...ALIKE, odd]), { confirmed: false });
  expect(held).toMatchObject({ status: 'held', accepted: 4, repeated: false });
  expect(held.oddness?.odd).toMatchObject([{ codes: 1, firstLine: 5 }]);
  expect(JSON.stringify(held)).not.toContain(odd);
  expect(await available()).toBe(0);
  expect(await load(table([...ALIKE, odd]), { confirmed: false })).toMatchObject({
    status: 'held',
    lotId: held.lotId,
  });
  await sound();
  const act = { lotId: held.lotId, actor: 'operator:test' };
  expect(await confirmLot({ database, clock, onStock: async () => {} }, act)).toMatchObject({
    status: 'complete',
  });
  expect(await available()).toBe(4);
  await sound();
  const { rows } = await database.reads.query<{ action: string }>(
    `SELECT action FROM audit.entries WHERE action LIKE 'lot.%' ORDER BY entry_id`,
  );
  expect(rows.map(({ action }) => action)).toEqual(['lot.held', 'lot.confirmed']);
});

test('codes that look alike sell at once, whatever letters chance gave them', async () => {
  const text = table([...ALIKE, 'ABCD-EFGH-IJKL', 'A234-5678-9012']);
  expect(await load(text, { confirmed: false })).toMatchObject({ status: 'complete' });
  expect(await available()).toBe(5);
});

test('a held lot can be dropped, and its codes come in again', async () => {
  const text = table([...ALIKE, 'ABCD']);
  const { lotId } = await load(text, { confirmed: false });
  await discardLot({ database, clock }, { lotId, actor: 'operator:test' });
  expect(await load(table(ALIKE), { confirmed: false })).toMatchObject({ accepted: 3 });
  await sound();
});

test('a stated form refuses what has another, and nothing of that kind is asked about', async () => {
  const state = (owner: PatternOwner, forms: string[]) =>
    setCodePatterns({ database, clock }, owner, forms, 'operator:test');
  const product = { kind: 'product', name: 'PSN-US-50', supplierId: null } as const;
  const supplierId = await supplierNamed(database, 'ACME');
  const supplier = { kind: 'supplier', name: 'ACME', supplierId } as const;
  await state(product, ['XXXX-XXXX-XXXX', '999999999999']);
  const lot = await load(table([...ALIKE, '123456789012', 'ABCD-EFGH', '2.19E+26']), {
    confirmed: false,
  });
  expect(lot).toMatchObject({ status: 'complete', accepted: 4, rejected: 2 });
  expect(await rejects(lot.lotId)).toEqual([`6,${FAULTS.productForm}`, `7,"${FAULTS.scientific}"`]);
  await state(product, []);
  await state(supplier, ['AAAA-9999']);
  const other = await load(table(['WXYZ-1234', 'WXY1-1234']), { confirmed: false });
  expect(other).toMatchObject({ accepted: 1, rejected: 1 });
  expect(await rejects(other.lotId)).toEqual([`3,${FAULTS.supplierForm}`]);
  await expect(state(supplier, ['.*'])).rejects.toThrow('validation_failed');
});

test('rejects go to the next place when the first cannot be written', async () => {
  const { lotId } = await load('region,denomination,code\nZZ,50,ABCD-EFGH\n');
  const first = join(folder, 'taken.csv');
  await mkdir(first);
  const second = join(folder, 'deep', 'rejects.csv');
  const saved = await saveRejects(database.reads, lotId, [first, second]);
  expect(saved).toEqual({ path: second, failed: [{ path: first, cause: 'EISDIR' }] });
  expect(await readFile(second, 'utf8')).toContain('2,');
  const nowhere = await saveRejects(database.reads, lotId, [first]);
  expect(nowhere.path).toBeNull();
});
