/**
 * Guards: a file that is sent with a browser gives what it gives on the command line: the same counts, the same refused rows with
 * the same reasons, the same state of its lot, or the same sentence for the whole file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { importLot, listRejects } from '../stock/index.ts';
import { beginImport } from './begin-import.ts';
import { runImports } from './run-imports.ts';
import { startImport } from './start-import.ts';
import { findImport } from './store.ts';
import { takePiece } from './take-piece.ts';

const FOLDER = fileURLToPath(new URL('../../test/strangers/csv', import.meta.url));
const ACTOR = 'operator:test';

let sending: Shop;
let typing: Shop;
beforeAll(async () => {
  [sending, typing] = await Promise.all([openShop(), openShop()]);
});
afterAll(async () => {
  await sending[Symbol.asyncDispose]();
  await typing[Symbol.asyncDispose]();
});

interface Outcome {
  readonly counts: readonly number[];
  readonly status: string | undefined;
  readonly fault: string | null;
  readonly rejects: readonly object[];
}

async function outcomeOf(
  shop: Shop,
  lot: { lotId: string | null; accepted: number; duplicates: number; rejected: number },
  fault: string | null,
): Promise<Outcome> {
  const { reads } = shop.app.database;
  const [row] = await shop.rows<{ status: string }>(
    'SELECT status FROM stock.lots WHERE lot_id = $1',
    [lot.lotId],
  );
  return {
    counts: [lot.accepted, lot.duplicates, lot.rejected],
    status: row?.status,
    fault,
    rejects: lot.lotId === null ? [] : await listRejects(reads, lot.lotId, { limit: 1_000 }),
  };
}

const NOTHING = { lotId: null, accepted: 0, duplicates: 0, rejected: 0 };

async function typed(file: string): Promise<Outcome> {
  const order = {
    file,
    mode: 'live',
    supplierId: null,
    costCurrency: 'USD',
    actor: ACTOR,
  } as const;
  try {
    return await outcomeOf(typing, await importLot(typing.app, order), null);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return outcomeOf(typing, NOTHING, error.message);
  }
}

async function sent(name: string, bytes: Buffer): Promise<Outcome> {
  const { app } = sending;
  const by = { actor: ACTOR, at: app.clock.now() };
  const terms = { sku: null, cost: null, expiresAt: null, columns: {}, headless: false };
  const file = { fileName: name, bytes: bytes.length, sha256: null, supplierId: null };
  const { importId } = await beginImport(app, { ...file, ...terms, costCurrency: null }, by);
  await takePiece(app, importId, { position: 0, bytes }, by);
  await startImport(app, importId, by);
  await runImports({ ...app, isStopping: () => false });
  const done = await findImport(app.database.reads, importId);
  expect(done.state).toBe(done.fault === null ? 'done' : 'refused');
  return outcomeOf(sending, done, done.fault);
}

test.each(readdirSync(FOLDER))('%s', async (name) => {
  const path = `${FOLDER}/${name}`;
  const [there, here] = await Promise.all([typed(path), sent(name, readFileSync(path))]);
  expect(there).toEqual(here);
  const said = JSON.stringify([there.fault, there.rejects]);
  for (const code of readFileSync(path, 'latin1').match(/[A-Z]{4}-\d{4}-[A-Z]{4}/g) ?? []) {
    expect(said).not.toContain(code);
  }
});

test('both shops have the same stock in the end, and are sound', async () => {
  const stock = (shop: Shop) =>
    shop.rows(
      `SELECT product_id, sum(available)::int AS codes FROM stock.shelves GROUP BY 1 HAVING sum(available) > 0 ORDER BY 1`,
    );
  const [there, here] = [await stock(typing), await stock(sending)];
  expect(there.length).toBeGreaterThan(0);
  expect(there).toEqual(here);
  expect(await sending.verify()).toEqual([]);
});
