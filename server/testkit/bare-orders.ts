import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { openStream } from '../src/events/index.ts';
import { Database } from '../src/kit/database/index.ts';
import { accountsOf, openAccounts, type TenantAccounts } from '../src/ledger/index.ts';
import { testDatabase } from './postgres.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const CODES = 40;

/**
 * The rows that orders need and nothing more: two tenants with accounts and streams, two shelves, and a lot with two
 * runs of 40 codes each, of which the first expires before the second. It has no server, so an SQL rule is tried in
 * milliseconds.
 */
export interface BareOrders extends AsyncDisposable {
  readonly database: Database;
  /** Opens a connection of its own, for work that is rolled back. */
  readonly client: pg.Client;
  readonly at: Date;
  readonly lotId: string;
  readonly tenants: readonly { readonly tenantId: number; readonly accounts: TenantAccounts }[];
  readonly shelves: readonly {
    readonly shelfId: number;
    readonly productId: number;
    readonly runs: readonly number[];
  }[];
}

export async function openBareOrders(): Promise<BareOrders> {
  await using stack = new AsyncDisposableStack();
  const at = new Date('2026-03-01T12:00:00Z');
  const database = stack.use(new Database({ url: stack.use(await testDatabase()).url }));
  const tenants = await database.transaction(async (tx) => {
    const opened = [];
    for (const tenantId of [1, 2]) {
      await openAccounts(tx, tenantId, 'live', 'USD');
      await openStream(tx, tenantId);
      opened.push({ tenantId, accounts: await accountsOf(tx, tenantId) });
    }
    return opened;
  });
  const client = await database.connect();
  stack.defer(() => client.end());
  const lotId = randomUUID();
  await client.query(
    `INSERT INTO stock.lots (lot_id, mode, file_name, sha256, cost_currency, status, imported_by,
                             created_at)
     VALUES ($1, 'live', 'a.csv', sha256('a'), 'USD', 'importing', 'operator:test', $2)`,
    [lotId, at],
  );
  const shelves = [];
  for (const shelfId of [1, 2]) {
    const runs = await fillShelf(client, lotId, shelfId, at);
    shelves.push({ shelfId, productId: shelfId, runs });
  }
  await client.query('SELECT stock.complete_lot($1, $2)', [lotId, at]);
  const owned = stack.move();
  const parts = { database, client, at, lotId, tenants, shelves };
  return { ...parts, [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose]() };
}

async function fillShelf(
  client: pg.Client,
  lotId: string,
  shelfId: number,
  at: Date,
): Promise<number[]> {
  await client.query(
    `INSERT INTO stock.shelves (shelf_id, product_id, mode, changed_at) OVERRIDING SYSTEM VALUE
     VALUES ($1, $1, 'live', $2)`,
    [shelfId, at],
  );
  const { rows } = await client.query<{ run: number }>(
    `INSERT INTO stock.runs (lot_id, shelf_id, expires_at, cost, codes)
     SELECT $1, $2, e, 1, $4 FROM unnest($3::timestamptz[]) e ORDER BY e RETURNING run_id AS run`,
    [lotId, shelfId, [30, 60].map((days) => new Date(at.getTime() + days * DAY_MS)), CODES],
  );
  const runs = rows.map(({ run }) => run);
  await client.query(
    `INSERT INTO stock.codes (run_id, position, code_id, fingerprint, sealed)
     SELECT r, p, gen_random_uuid(), substring(sha256(convert_to(r || ' ' || p, 'UTF8')) FROM 1 FOR 16),
            convert_to('sealed ' || r || ' ' || p, 'UTF8')
       FROM unnest($1::int[]) r, generate_series(0, $2 - 1) p`,
    [runs, CODES],
  );
  return runs;
}

/** Leaves so many codes of a shelf for sale, of its first two lanes: at most two of the first. */
export async function leaveCodes(
  client: pg.ClientBase,
  { shelfId, runs: [first = 0, second = 0] }: BareOrders['shelves'][number],
  available: number,
): Promise<void> {
  const ofFirst = Math.min(2, available);
  for (const [run, codes] of [
    [first, ofFirst],
    [second, available - ofFirst],
  ] as const) {
    await client.query(
      `UPDATE stock.lanes SET head = tail - $2, state = CASE WHEN $2 = 0 THEN 'empty' ELSE 'open' END
        WHERE run_id = $1`,
      [run, codes],
    );
  }
  await client.query('UPDATE stock.shelves SET available = $2 WHERE shelf_id = $1', [
    shelfId,
    available,
  ]);
}
