import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { supplierNamed, type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { loadCatalogue } from '../catalog/index.ts';
import { type DrivenClock, drivenClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { noReserve } from '../kit/reserve-on.ts';
import { openVault, type Vault } from '../vault/index.ts';
import { discardLot } from './discard-lot.ts';
import { ensureShelves } from './ensure-shelves.ts';
import { type ImportOrder, importLot } from './import-lot.ts';
import { stockInvariants } from './invariants.ts';
import { sealInvariant } from './seal-invariant.ts';
import { writeRejects } from './write-rejects.ts';

// What is in a file is for sale once and whole, however often the import is killed, repeated or
// run twice at once; and nothing of a code is ever written down but sealed.

const KEK = randomBytes(32).toString('base64');
/** Empty lines with which a file is more than 1 MiB, so that a thread seals its codes. */
const LARGE = `${' '.repeat(60_000)}\n`.repeat(18);
let folder: string;
let copy: TestDatabase;
let database: Database;
let vault: Vault;
let clock: DrivenClock;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
  copy = await testDatabase();
  database = new Database({ url: copy.url });
  clock = drivenClock();
  vault = await openVault({ database, kek: { kind: 'text', text: KEK }, clock });
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

async function load(text: string | Buffer, more: Partial<ImportOrder> = {}) {
  const path = join(folder, 'codes.csv');
  await writeFile(path, text);
  return importLot(
    { database, vault, clock, reserve: noReserve, onStock: async () => {} },
    {
      file: path,
      mode: 'live',
      supplierId: await supplierNamed(database, 'ACME'),
      costCurrency: 'USD',
      actor: 'operator:test',
      chunkRows: 1_000,
      confirmed: true,
      ...more,
    },
  );
}

async function rejects(lotId: string): Promise<string[]> {
  const path = join(folder, 'rejects.csv');
  if ((await writeRejects(database.reads, lotId, path)) === 0) return [];
  const [header, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\r\n');
  expect(header).toBe('line,reason');
  return lines;
}

async function one<Row extends Record<string, unknown>>(text: string): Promise<Row> {
  const { rows } = await database.reads.query<Row>(text);
  return rows[0] as Row;
}

/** Codes for sale, by the shelves' own count. */
async function available(): Promise<number> {
  return (await one<{ n: number }>('SELECT sum(available) AS n FROM stock.shelves')).n;
}

async function storedCodes(): Promise<number> {
  return (await one<{ n: number }>('SELECT count(*) AS n FROM stock.codes')).n;
}

async function sound(): Promise<void> {
  for (const invariant of [...stockInvariants, sealInvariant(vault, { deep: true })]) {
    const { broken } = await invariant.check(database.reads);
    expect(broken, invariant.title).toEqual([]);
  }
}

function manyRows(from: number, count: number): string {
  const rows = Array.from({ length: count }, (_, row) => {
    const code = (from + row + 1e9).toString(36).toUpperCase();
    return `US,${row % 3 === 0 ? 50 : 10},ABCD-${code}`;
  });
  return `region,denomination,code\n${rows.join('\n')}\n`;
}

test('a file in full: every column, quoted, in another order, and back out of the vault', async () => {
  const lot = await load(
    '\uFEFFcode;cost;expires_at;region;denomination;serial\r\n' +
      '"AbCd-1234-EFGH";46.25;2027-01-31;us;50;"SN;1"\r\n' +
      '\r\n' +
      'WXYZ 5678;;;UK;20.00;\r\n',
  );
  expect(lot).toMatchObject({ status: 'complete', accepted: 2, duplicates: 0, rejected: 0 });
  const { rows } = await database.reads.query<{
    code_id: string;
    sealed: Buffer;
    lot_id: string;
    product_id: number;
    expires_at: Date | number;
    cost: number | null;
  }>(
    `SELECT c.code_id, c.sealed, r.lot_id, s.product_id, r.expires_at, r.cost
       FROM stock.codes c JOIN stock.runs r ON r.run_id = c.run_id
       JOIN stock.shelves s ON s.shelf_id = r.shelf_id ORDER BY c.run_id`,
  );
  const key = await vault.dataKey(database.reads, lot.lotId);
  const opened = rows.map((row) =>
    vault.open(
      key,
      { codeId: row.code_id, productId: row.product_id, lotId: row.lot_id },
      row.sealed,
    ),
  );
  expect(opened).toEqual([
    { code: 'AbCd-1234-EFGH', serial: 'SN;1' },
    { code: 'WXYZ 5678', serial: null },
  ]);
  expect(rows.map((row) => row.cost)).toEqual([4625, null]);
  expect(rows[0]?.expires_at).toEqual(new Date('2027-01-31T23:59:59.999Z'));
  expect(await available()).toBe(2);
  await sound();
});

test('bad rows are kept with line and reason, never with the code; the others go in', async () => {
  const lot = await load(
    [
      'region,denomination,code',
      'US,50,GOOD-0001',
      'XX,50,SECRET-0001',
      '',
      'US,fifty,SECRET-0002',
      'US,50,"SECRET-0003"x',
      'US,50,S',
      'US,50',
      'US,50,good 0001',
      'US,49.99,SECRET-0004',
      ',,',
      'US,50,GOOD-0002',
    ].join('\n'),
  );
  expect(lot).toMatchObject({ accepted: 2, duplicates: 1, rejected: 6, status: 'complete' });
  const lines = await rejects(lot.lotId);
  expect(lines).toEqual([
    '3,"unknown region; write its two letters, such as US"',
    '5,denomination is not a number such as 50 or 49.99',
    '6,quotes do not follow RFC 4180',
    '7,code is not 4 to 64 visible ASCII characters',
    '8,wrong number of columns',
    '9,duplicate',
    '10,product is not in the catalogue',
  ]);
  expect(await available()).toBe(2);
  await sound();
});

test('refused rows alone, or no rows at all, still make a complete lot', async () => {
  expect(await load('region,denomination,code\nXX,1,ABCD\n')).toMatchObject({
    status: 'complete',
    rejected: 1,
  });
  expect(await load('region,denomination,code\n')).toMatchObject({
    status: 'complete',
    accepted: 0,
  });
});

test.each([
  ['empty', '', /must name the columns/],
  ['no header', 'US,50,ABCD-EFGH\n', /must name the columns/],
  ['a column missing', 'region,denomination\nUS,50\n', /lacks code/],
  ['a column unknown', 'region,denomination,code,pin\nUS,50,ABCD,1\n', /Column 4/],
  ['binary', randomBytes(5_000), /not a text file|not UTF-8/],
  ['NUL', 'region,denomination,code\nUS,50,AB\0CD\n', /not a text file/],
  ['Latin-1', Buffer.from('region,denomination,code\nUS,50,Äbcd\n', 'latin1'), /not UTF-8/],
  ['cut in a character', Buffer.from('region,denomination,code\nUS,50,Ä').subarray(0, -1), /UTF-8/],
  ['UTF-32', Buffer.from('fffe000041000000', 'hex'), /UTF-32/],
  ['one endless line', `region,denomination,code\n${'x'.repeat(200_000)}`, /64 KiB/],
])('no such file — %s: refused in a sentence, nothing stored', async (_, text, sentence) => {
  await expect(load(text)).rejects.toThrow(sentence);
  expect(await one('SELECT count(*) AS lots FROM stock.lots')).toEqual({ lots: 0 });
});

test('a file that is not there, or is a folder', async () => {
  await expect(load('', { file: join(folder, 'none') })).rejects.toThrow(/There is no file/);
  await expect(load('', { file: folder })).rejects.toThrow(/is a folder/);
});

test('the same file again adds nothing; from another supplier everything is a duplicate', async () => {
  const first = await load(manyRows(0, 50));
  const again = await load(manyRows(0, 50));
  expect(again).toMatchObject({ lotId: first.lotId, accepted: 50, repeated: true });
  const other = await load(manyRows(0, 50), {
    supplierId: await supplierNamed(database, 'OTHER'),
  });
  expect(other).toMatchObject({ accepted: 0, duplicates: 50, repeated: false });
  expect(await available()).toBe(50);
  await sound();
});

test('duplicates within a chunk, across chunks and across lots are each taken once', async () => {
  await load(manyRows(0, 100));
  const text = `${manyRows(50, 2_100)}US,50,abcd${(1e9 + 60).toString(36)}\nUS,10,NEW-CODE-1\nUS,10,newcode1\n`;
  const lot = await load(text);
  // 50 to 99 are there; the last three are one in the first lot, one new, one twice.
  expect(lot).toMatchObject({ accepted: 2_051, duplicates: 52, rejected: 0 });
  expect(await storedCodes()).toBe(2_151);
  expect(await available()).toBe(2_151);
  expect((await rejects(lot.lotId)).length).toBe(52);
  await sound();
});

test('what expires between reading and completing is not put up for sale', async () => {
  const header = 'region,denomination,code,expires_at\n';
  const expiry = new Date(clock.now().getTime() + 1_000).toISOString();
  await load(`${header}US,50,ABCD-1,${expiry}\nUS,50,ABCD-2,\n`, {
    onProgress: () => clock.advance(5_000),
  });
  expect(await available()).toBe(1);
  await sound();
});

test('stopped by a signal it goes on where it was, and is not sold from meanwhile', async () => {
  const stop = new AbortController();
  const text = manyRows(0, 4_700);
  const stopping = load(text, { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopping).rejects.toThrow(/abort/i);
  expect(await available()).toBe(0);
  expect(await storedCodes()).toBeGreaterThan(0);
  await sound();
  const seen: number[] = [];
  const lot = await load(text, { onProgress: ({ rowsDone }) => void seen.push(rowsDone) });
  expect(lot).toMatchObject({ accepted: 4_700, duplicates: 0, rejected: 0 });
  expect(seen[0]).toBeGreaterThan(1_000);
  expect(await available()).toBe(4_700);
  await sound();
});

test('a large file is sealed in a thread of its own: stopped, it goes on where it was, with every code once', async () => {
  const text = `${manyRows(0, 3_250)}${manyRows(0, 50).split('\n').slice(1).join('\n')}${LARGE}`;
  const stop = new AbortController();
  const stopping = load(text, { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopping).rejects.toThrow(/abort/i);
  expect(await storedCodes()).toBeGreaterThan(0);
  await sound();
  const lot = await load(text);
  expect(lot).toMatchObject({ accepted: 3_250, duplicates: 50, rejected: 0 });
  expect(await available()).toBe(3_250);
  await sound();
});

test('a large file whose thread ends is left where it was, and the next run imports it', async () => {
  const text = `${manyRows(0, 2_100)}${LARGE}`;
  process.once('worker', (worker) => void worker.terminate());
  await expect(load(text)).rejects.toThrow(/stopped between two chunks/);
  expect(await one('SELECT status, rows_done FROM stock.lots')).toEqual({
    status: 'importing',
    rows_done: 0,
  });
  expect(await load(text)).toMatchObject({ status: 'complete', accepted: 2_100, duplicates: 0 });
  await sound();
});

test.each([
  [1, 'a small file', ''],
  [2, 'a large one', LARGE],
  [3, 'a small file', ''],
])('killed after chunk %i of %s, then run again: every code once', async (chunks, _, more) => {
  const path = join(folder, 'killed.csv');
  await writeFile(path, `${manyRows(0, 3_100)}US,50,${'bad-row'.repeat(20)}\n${more}`);
  await supplierNamed(database, 'ACME');
  const child = fork(new URL('./import-lot.child.ts', import.meta.url), [
    copy.url,
    KEK,
    path,
    `${chunks}`,
  ]);
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  expect(await available()).toBe(0);
  const lot = await load('', { file: path });
  expect(lot).toMatchObject({ accepted: 3_100, duplicates: 0, rejected: 1, repeated: false });
  expect(await storedCodes()).toBe(3_100);
  expect(await available()).toBe(3_100);
  await sound();
});

test('the same file twice at once, and two files that overlap: each code once', async () => {
  const path = join(folder, 'same.csv');
  const other = join(folder, 'other.csv');
  await writeFile(path, manyRows(0, 1_200));
  await writeFile(other, manyRows(600, 1_200));
  const lots = await Promise.all([
    load('', { file: path }),
    load('', { file: path }),
    load('', { file: other }),
  ]);
  expect(lots[0]?.lotId).toBe(lots[1]?.lotId);
  expect(lots.filter((lot) => lot.repeated)).toHaveLength(1);
  expect((lots[0]?.accepted ?? 0) + (lots[2]?.accepted ?? 0)).toBe(1_800);
  expect((lots[0]?.duplicates ?? 0) + (lots[2]?.duplicates ?? 0)).toBe(600);
  expect(await storedCodes()).toBe(1_800);
  expect(await available()).toBe(1_800);
  await sound();
});

test('a discarded lot leaves nothing, and its codes can come in again', async () => {
  const stop = new AbortController();
  const text = manyRows(0, 4_700);
  await load(text, { signal: stop.signal, onProgress: () => stop.abort() }).catch(() => {});
  const { lot_id: lotId } = await one<{ lot_id: string }>('SELECT lot_id FROM stock.lots');
  await discardLot({ database, clock }, { lotId, actor: 'operator:test' });
  await discardLot({ database, clock }, { lotId, actor: 'operator:test' });
  expect(await storedCodes()).toBe(0);
  const lot = await load(text);
  expect(lot).toMatchObject({ accepted: 4_700, duplicates: 0 });
  expect(lot.lotId).not.toBe(lotId);
  await expect(
    discardLot({ database, clock }, { lotId: lot.lotId, actor: 'operator:test' }),
  ).rejects.toThrow(/The lot is complete/);
  await sound();
});

test('a discard that was interrupted is finished by the next import of the file', async () => {
  const stop = new AbortController();
  const text = manyRows(0, 4_700);
  await load(text, { signal: stop.signal, onProgress: () => stop.abort() }).catch(() => {});
  await database.transaction((tx) => tx.query(`UPDATE stock.lots SET status = 'discarding'`));
  expect(await load(text)).toMatchObject({ accepted: 4_700, duplicates: 0 });
  expect(await storedCodes()).toBe(4_700);
  await sound();
});

test('a file that changes while it is read is given up, and leaves nothing', async () => {
  const path = join(folder, 'changing.csv');
  await writeFile(path, manyRows(0, 4_700));
  const onProgress = () => appendFileSync(path, 'US,50,LATE-CODE\n');
  await expect(load('', { file: path, onProgress })).rejects.toThrow(/changed while it was read/);
  expect(await storedCodes()).toBe(0);
  await sound();
});

test('an import that another reader of files began is begun again', async () => {
  const stop = new AbortController();
  const text = manyRows(0, 4_700);
  await load(text, { signal: stop.signal, onProgress: () => stop.abort() }).catch(() => {});
  await database.transaction((tx) => tx.query('UPDATE stock.lots SET reader = 1'));
  expect(await load(text)).toMatchObject({ accepted: 4_700, duplicates: 0 });
  expect(await storedCodes()).toBe(4_700);
  await sound();
});
