/**
 * Guards: when supplier texts become records, every spelling of a name becomes one record, and no lot, supplier claim
 * or stated code pattern loses its supplier.
 */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseBefore, type TestDatabase } from '../../testkit/index.ts';
import { Database, migrate } from '../kit/database/index.ts';
import { listSuppliers } from './index.ts';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await databaseBefore('0037');
  await using old = new Database({ url: own.url });
  const client = await old.connect();
  await fill(client);
  await client.end();
  await migrate(own.url);
  database = new Database({ url: own.url });
});
afterAll(async () => {
  await database?.[Symbol.asyncDispose]();
  await own?.[Symbol.asyncDispose]();
});

/** Lots as they were, with a debt of each. */
const LOTS = [
  { file: 'a', supplier: 'First Hand', currency: 'USD', status: 'complete', day: 1 },
  { file: 'b', supplier: ' first  hand', currency: 'EUR', status: 'complete', day: 5 },
  { file: 'c', supplier: 'First Hand', currency: 'USD', status: 'recalled', day: 3 },
  // One file, imported under two spellings; the second import was never finished.
  { file: 'a', supplier: 'FIRST HAND', currency: 'USD', status: 'importing', day: 4 },
  { file: 'd', supplier: 'Ärzte\tGmbH', currency: 'EUR', status: 'complete', day: 2 },
  { file: 'e', supplier: '', currency: 'USD', status: 'complete', day: 2 },
  { file: 'f', supplier: '  ', currency: 'USD', status: 'complete', day: 2 },
  { file: 'g', supplier: 'test stock', currency: 'USD', status: 'complete', day: 2 },
];

async function fill(client: pg.ClientBase): Promise<void> {
  for (const { file, supplier, currency, status, day } of LOTS) {
    const [lotId, claimId] = [randomUUID(), randomUUID()];
    await client.query(
      `INSERT INTO stock.lots (lot_id, mode, supplier, file_name, sha256, cost_currency, status, imported_by, created_at)
       VALUES ($1, 'live', $2, $3, sha256(convert_to($3, 'UTF8')), $4, $5,
               CASE $2 WHEN 'test stock' THEN 'system:test-stock' ELSE 'operator:ann' END, $6)`,
      [lotId, supplier, file, currency, status, at(day)],
    );
    await client.query(
      `INSERT INTO claims.claims (claim_id, tenant_id, order_id, currency, reason, description, status, sequence,
         priority, origin, filed_by, created_at, answer_due_at, decision_due_at)
       VALUES ($1, 1, $1, 'USD', 'invalid', 'It does not work.', 'open', 1, 'normal', 'staff', 'staff:ann', $2, $2, $2)`,
      [claimId, at(day)],
    );
    await client.query(
      `INSERT INTO supplier_claims.recoveries (code_id, claim_id, lot_id, supplier, amount, currency, booked_at, due_at)
       VALUES (gen_random_uuid(), $1, $2, $3, 100, $4, $5, $5)`,
      [claimId, lotId, supplier, currency, at(day)],
    );
  }
  await client.query(
    `INSERT INTO stock.code_patterns (kind, name, pattern)
     VALUES ('product', 'PSN-US-50', 'XXXX'), ('supplier', 'First Hand', 'XXXX'), ('supplier', 'first hand', 'XXXX'),
            ('supplier', 'first hand', 'AAAA'), ('supplier', 'Only Stated', '9999'), ('supplier', '', '9999')`,
  );
}

test('one record per name, in its most frequent spelling, with its latest currency', async () => {
  const found = await listSuppliers(database.reads, { limit: 10 });
  expect(found).toMatchObject([
    { name: 'First Hand', costCurrency: 'EUR', claimDays: 30, createdAt: at(1), archivedAt: null },
    { name: 'Only Stated', costCurrency: 'USD', createdBy: 'system:migration' },
    { name: 'Ärzte GmbH', costCurrency: 'EUR', createdAt: at(2) },
  ]);
});

test('each lot and each debt names its record; unnamed ones and test stock name none', async () => {
  const { rows } = await database.reads.query<{ file: string; lot: string; debt: string }>(
    `SELECT l.file_name AS file, k.name AS lot, d.name AS debt
       FROM stock.lots l JOIN supplier_claims.recoveries r USING (lot_id)
       LEFT JOIN suppliers.suppliers k ON k.supplier_id = l.supplier_id
       LEFT JOIN suppliers.suppliers d ON d.supplier_id = r.supplier_id
      ORDER BY l.file_name, l.created_at`,
  );
  const same = (file: string, name: string | null) => ({ file, lot: name, debt: name });
  expect(rows).toEqual([
    same('a', 'First Hand'),
    same('a', 'First Hand'),
    same('b', 'First Hand'),
    same('c', 'First Hand'),
    same('d', 'Ärzte GmbH'),
    same('e', null),
    same('f', null),
    same('g', null),
  ]);
});

test('of one file under two spellings, the unfinished import is kept', async () => {
  const { rows } = await database.reads.query(
    `SELECT l.status, s.status AS stands FROM stock.lots l LEFT JOIN stock.lots s ON s.lot_id = l.repeats
      WHERE l.file_name = 'a' ORDER BY l.created_at`,
  );
  expect(rows).toEqual([
    { status: 'complete', stands: 'importing' },
    { status: 'importing', stands: null },
  ]);
});

test('stated patterns are those of both spellings, once', async () => {
  const { rows } = await database.reads.query(
    `SELECT sku, k.name, pattern FROM stock.code_patterns LEFT JOIN suppliers.suppliers k USING (supplier_id)
      ORDER BY sku, k.name, pattern`,
  );
  expect(rows).toEqual([
    { sku: 'PSN-US-50', name: null, pattern: 'XXXX' },
    { sku: null, name: 'First Hand', pattern: 'AAAA' },
    { sku: null, name: 'First Hand', pattern: 'XXXX' },
    { sku: null, name: 'Only Stated', pattern: '9999' },
  ]);
});
