/** Guards: transfers of a mode are the same, in the same order, whether few or many of that mode are among those of the other. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { accountsOf, openAccounts } from './accounts.ts';
import { listTransfers, type TransferFilters } from './list-transfers.ts';
import { post } from './post.ts';

const start = new Date('2026-11-29T12:00:00Z');
const after = (minutes: number) => new Date(start.getTime() + 60_000 * minutes);
const MODES: readonly Mode[] = ['live', 'test'];
const TENANTS = [1, 2, 3];
const ROUNDS = 4;

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  await database.transaction(async (tx) => {
    for (const tenant of TENANTS) {
      await openAccounts(tx, tenant, tenant === 3 ? 'test' : 'live', 'USD');
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const tenant of TENANTS) {
        const { available, deposits, held } = await accountsOf(tx, tenant);
        const move = (kind: 'deposit' | 'hold', from: number, to: number) => ({
          ...{ kind, from, to, reference: randomUUID(), amount: 100 + round },
        });
        await post(tx, after(round), [
          move('deposit', deposits, available),
          move('hold', available, held),
        ]);
      }
    }
  });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

const FILTERS: readonly Omit<TransferFilters, 'mode' | 'limit'>[] = [
  {},
  { kind: 'hold' },
  { tenantId: 2 },
  { tenantId: 3, kind: 'deposit' },
  { createdFrom: after(1), createdBefore: after(3) },
  { turned: true },
];

test.each(MODES)('transfers of mode %s', async (mode) => {
  const rows = ROUNDS * 2 * TENANTS.filter((tenant) => (tenant === 3) === (mode === 'test')).length;
  for (const filters of FILTERS) {
    const read = async (sparseMax: number, behind: number | null, limit: number) =>
      listTransfers(database.reads, { ...filters, mode, behind, limit }, sparseMax);
    const all = await read(0, null, 100);
    if (Object.keys(filters).length === 0) expect(all).toHaveLength(rows);
    expect(await read(1_000, null, 100)).toEqual(all);
    const place = all[1]?.number ?? null;
    const page = await read(0, place, 2);
    expect(page).toEqual(all.slice(2, 4));
    expect(await read(1_000, place, 2)).toEqual(page);
  }
});
