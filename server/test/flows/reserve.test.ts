/**
 * Guards: the last room on the disk of the database is kept for orders. Imports are refused with a sentence before it is used up, lose
 * nothing that they have stored, and continue once there is room.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StockImport } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runImports } from '../../src/imports/index.ts';
import { noReserve, type Reserve, reserveOn } from '../../src/kit/reserve-on.ts';
import { type ImportOrder, importLot, listLots } from '../../src/stock/index.ts';
import {
  bodyOf,
  drivenClock,
  openShop,
  type Shop,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const MINUTE_MS = 60_000;
const SENTENCE =
  /^The disk of the database has \d+ MB left, and the last \d+ MB are kept for orders\./;
const clock = drivenClock();
let shop: Shop;
let keeper: Visitor;
let low: Reserve;
beforeAll(async () => {
  shop = await openShop({ clock });
  keeper = (await staff(shop, 'stock')).visitor;
  // More than any disk has.
  low = reserveOn(shop.app.config.dataDir, Number.MAX_SAFE_INTEGER);
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => stepUp(clock, keeper));

const setReserve = (reserve: Reserve) => Object.assign(shop.app, { reserve });

function fileOf(name: string, rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, row) => `US,50,${name}-${1_000 + row}-ABCD`);
  return Buffer.from(`region,denomination,code\n${lines.join('\n')}\n`);
}

const send = (id: string, bytes: Buffer) =>
  keeper.call<StockImport>('POST', `/imports/${id}/pieces?position=0`, {
    file: { name: 'piece', bytes: new Uint8Array(bytes) },
  });

test('a disk with room refuses nothing', async () => {
  await reserveOn(shop.app.config.dataDir, 1)();
  await expect(low()).rejects.toMatchObject({ code: 'unavailable', message: SENTENCE });
});

test('staff read why an import cannot begin or go on; the worker imports it once there is room', async () => {
  const bytes = fileOf('WORK', 30);
  const begin = () =>
    keeper.post<StockImport>('/imports', { file_name: 'codes.csv', bytes: bytes.length });
  const refused = { status: 503, body: { code: 'unavailable', detail: SENTENCE } };
  setReserve(low);
  expect(await begin()).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(await begin()).toMatchObject({
    ...refused,
    body: { ...refused.body, detail: expect.stringMatching(SENTENCE) },
  });
  expect(await shop.rows('SELECT FROM imports.imports')).toEqual([]);
  setReserve(noReserve);
  const { id } = await bodyOf(clock, begin());
  setReserve(low);
  expect((await send(id, bytes)).status).toBe(503);
  setReserve(noReserve);
  await bodyOf(clock, send(id, bytes));
  await bodyOf(clock, keeper.post(`/imports/${id}/start`));
  const work = (reserve: Reserve) =>
    runImports({ ...shop.app, isStopping: () => false, chunkRows: 10, reserve });
  await expect(work(low)).rejects.toMatchObject({ code: 'unavailable' });
  clock.advance(MINUTE_MS);
  // It has room for one chunk more, then for none.
  let asked = 0;
  await expect(work(() => (++asked > 2 ? low() : noReserve()))).rejects.toThrow(
    'between two chunks',
  );
  expect((await bodyOf(clock, keeper.get<StockImport>(`/imports/${id}`))).state).toBe('reading');
  clock.advance(MINUTE_MS);
  expect(await work(noReserve)).toBe(1);
  expect(await bodyOf(clock, keeper.get<StockImport>(`/imports/${id}`))).toMatchObject({
    ...{ state: 'done', accepted: 30, duplicates: 0 },
  });
});

test('the command line keeps what it has stored, and continues there', async () => {
  const file = join(shop.app.config.dataDir, 'codes.csv');
  await writeFile(file, fileOf('LINE', 30));
  const order: ImportOrder = {
    ...{ file, mode: 'live', supplierId: null, costCurrency: 'USD' },
    ...{ actor: 'operator:test', chunkRows: 10 },
  };
  const before = (await listLots(shop.app.database.reads, {})).length;
  await expect(importLot({ ...shop.app, reserve: low }, order)).rejects.toThrow(SENTENCE);
  expect(await listLots(shop.app.database.reads, {})).toHaveLength(before);
  let asked = 0;
  const once: Reserve = () => (++asked > 2 ? low() : noReserve());
  const stopped = importLot({ ...shop.app, reserve: once }, order);
  await expect(stopped).rejects.toThrow('continues when it is run again');
  const [half] = await shop.rows(
    "SELECT accepted FROM stock.lots WHERE status = 'importing' AND file_name = 'codes.csv'",
  );
  expect(half).toEqual({ accepted: 10 });
  const lot = await importLot(shop.app, order);
  expect(lot).toMatchObject({ status: 'complete', accepted: 30, duplicates: 0, repeated: false });
  expect(await shop.verify()).toEqual([]);
});
