/**
 * Guards: codes that partners have are taken off sale one by one without touching a code that an order takes at the same moment,
 * whether their products are still frozen or sold again.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';
import { normaliseCode } from '../vault/index.ts';
import { discardCodes } from './index.ts';

const TEXTS = ['AAAA-AAAA-0001', 'AAAA-AAAA-0002', 'AAAA-AAAA-0003', 'AAAA-AAAA-0004'];

let shop: Shop;
let shelf: number;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: TEXTS });
  const [row] = await shop.rows<{ shelf: number }>('SELECT shelf_id AS shelf FROM stock.lanes');
  shelf = row?.shelf ?? 0;
});
afterAll(() => shop[Symbol.asyncDispose]());

const discard = (...texts: readonly string[]) => {
  const { database, vault } = shop.app;
  const sought = texts.map((text) => ({ fingerprint: vault.fingerprint(normaliseCode(text)) }));
  return database.transaction((tx) => discardCodes(tx, sought, shop.clock.now()));
};

test('an order that takes codes at the same moment keeps them', async () => {
  const taking = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  // As an order does: the lock of the shelf, then the next codes of its lanes.
  const ordering = shop.owner.transaction(async (tx) => {
    await tx.query('SELECT stock.lock(ARRAY[$1::int], $2)', [shelf, shop.clock.now()]);
    await tx.query(`UPDATE stock.lanes SET head = head + 2 WHERE shelf_id = $1`, [shelf]);
    await tx.query('UPDATE stock.shelves SET available = available - 2 WHERE shelf_id = $1', [
      shelf,
    ]);
    taking.resolve();
    await mayEnd.promise;
  });
  await taking.promise;
  const discarding = discard(...TEXTS.slice(0, 3), 'NEVER-SEEN');
  const waiting = () =>
    shop.rows(
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
  await expect.poll(async () => (await waiting()).length, { timeout: 30_000 }).toBe(1);
  mayEnd.resolve();
  await ordering;
  expect(await discarding).toEqual(['released', 'released', 'discarded', 'unknown']);
  const lanes = await shop.rows<{ head: number; tail: number }>(
    `SELECT head, tail FROM stock.lanes WHERE state = 'open'`,
  );
  expect(lanes).toEqual([{ head: 3, tail: 4 }]);
});
