/**
 * Guards: the next version is started beside this one and migrates while orders run: no request fails, each version repeats the orders of the
 * other, and then nodes and worker are replaced one by one. A node that is refused has migrated nothing, a contract is refused
 * while the version that needs what it removes serves, and this version does not start after the migration.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { VERSION } from '../../src/kit/version.ts';
import { type Mutated, mutate } from '../../testkit/faults/index.ts';
import {
  callApi,
  emptyFolder,
  openShop,
  type ServerProcess,
  type Shop,
  startServer,
  startWorker,
} from '../../testkit/index.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 });

const NEXT = '99.1.0';
const AFTER_NEXT = '99.2.0';
const EXPAND = `ALTER TABLE orders.orders ADD COLUMN next_note text;
ALTER TABLE stock.lanes ADD COLUMN next_note text NOT NULL DEFAULT '';
ALTER TABLE orders.orders ADD CONSTRAINT orders_next_note CHECK (length(next_note) < 100) NOT VALID;
`;
const INDEX = `DROP INDEX CONCURRENTLY IF EXISTS orders.orders_next_note_found;
CREATE INDEX CONCURRENTLY orders_next_note_found ON orders.orders (next_note);
`;
const CONTRACT = `-- Contract: no process of version ${NEXT} or newer uses this.
ALTER TABLE orders.orders DROP COLUMN metadata;
`;

let stack: AsyncDisposableStack;
let shop: Shop;
let owner: pg.Client;
let next: Mutated;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  shop = stack.use(await openShop());
  await shop.stock({ codes: 4_000 });
  owner = new pg.Client({ connectionString: shop.app.ownerUrl });
  await owner.connect();
  stack.defer(() => owner.end());
  next = stack.use(await copyOf(NEXT, {}));
});
afterAll(() => stack.disposeAsync());

/** A later version: it has two more migrations, a function with a new form under a new name, and a new body of the old one. */
async function copyOf(version: string, more: Readonly<Record<string, string>>): Promise<Mutated> {
  const sql = await readFile(new URL('../../src/orders/sql/place.sql', import.meta.url), 'utf8');
  const head = 'CREATE OR REPLACE FUNCTION orders.place(';
  const body = sql.slice(sql.indexOf(head));
  const renamed = body.slice(0, body.indexOf('\nEND $$;') + 9).replace('.place(', '.place_next(');
  return mutate({
    name: version,
    patches: [
      { file: '../package.json', from: `"version": "${VERSION}"`, to: `"version": "${version}"` },
      {
        file: 'orders/place-batch.ts',
        from: 'FROM orders.place(',
        to: 'FROM orders.place_next(',
      },
      { file: 'kit/sql/bump.sql', from: 'BEGIN\n', to: 'BEGIN\n  PERFORM 1;\n' },
    ],
    added: {
      'migrations/9001_next.sql': EXPAND,
      'migrations/9002_next_index.sql': INDEX,
      'src/orders/sql/place-next.sql': renamed,
      ...more,
    },
  });
}

const env = () => ({ DATABASE_URL: shop.app.ownerUrl, ROLE: 'api', DRAIN_MS: '1500' });
const node = (main?: string, dataDir = shop.app.config.dataDir): Promise<ServerProcess> =>
  startServer(dataDir, env(), main);

async function migrated(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT name FROM public.migrations WHERE name >= '9' ORDER BY name",
  );
  return rows.map(({ name }) => name);
}

test('two versions serve one database while it is migrated: no request fails', async () => {
  const serving = [await node(), await node()];
  stack.defer(async () => {
    await Promise.all(serving.map((each) => each.kill()));
  });
  const oldWorker = stack.use(startWorker(shop.app.config.dataDir, env()));

  // A node with another key file is refused, and so is the version after next, which removes what this one uses.
  const folder = stack.use(await emptyFolder());
  const other = randomBytes(32).toString('base64');
  await writeFile(join(folder.dataDir, 'kek'), other, { mode: 0o600 });
  const afterNext = stack.use(
    await copyOf(AFTER_NEXT, { 'migrations/9003_contract.sql': CONTRACT }),
  );
  await Promise.all([
    expect(node(next.main, folder.dataDir)).rejects.toThrow('is not the key of this database'),
    expect(node(afterNext.main)).rejects.toThrow(
      `A server of version ${VERSION} still uses what this version removes`,
    ),
  ]);
  expect(await migrated()).toEqual([]);

  const { key } = await shop.buyer({ balance: '1000000.00' });
  const failed: unknown[] = [];
  const different: unknown[] = [];
  let served = 0;
  let repeated = 0;
  let isOver = false;
  const order = (at: number, idempotencyKey: string) =>
    callApi((serving[at] as ServerProcess).url, 'POST', '/orders', {
      ...{ key, idempotencyKey },
      body: { region: 'US', denomination: 50, quantity: 1 },
    }).catch((error: unknown) => ({ status: error, body: { id: null } }));
  // A load balancer sends nothing to a node that is being replaced, and what it has sent is answered.
  const caller = async (index: number) => {
    while (!isOver) {
      const idempotencyKey = randomUUID();
      const placed = await order(index % 2, idempotencyKey);
      if (placed.status === 201) served += 1;
      else failed.push(placed);
      const again = await order((index + 1) % 2, idempotencyKey);
      if (again.status === 201) repeated += 1;
      else failed.push(again);
      if (again.body.id !== placed.body.id) different.push([placed.body, again.body]);
      await delay(1);
    }
  };
  const callers = Array.from({ length: 6 }, (_, index) => caller(index));
  for (const index of [0, 1]) {
    const old = serving[index] as ServerProcess;
    serving[index] = await node(next.main);
    const before = served;
    while (served < before + 30) await delay(20);
    expect(await old.stop()).toBe(0);
  }
  await expect(node(afterNext.main)).rejects.toThrow(
    `A worker of version ${VERSION} still uses what this version removes`,
  );
  expect(await oldWorker.stop()).toBe(0);
  const worker = stack.use(startWorker(shop.app.config.dataDir, env(), next.main));
  const before = served;
  while (served < before + 30) await delay(20);
  isOver = true;
  await Promise.all(callers);
  expect(failed).toEqual([]);
  expect(different).toEqual([]);
  expect(Math.min(served, repeated)).toBeGreaterThan(100);
  expect(await migrated()).toEqual(['9001_next', '9002_next_index']);
  expect(await shop.verify()).toEqual([]);

  // This version does not come back, and the contract may run now.
  await expect(node()).rejects.toThrow('The database was migrated by a newer version');
  await worker.stop();
  const last = await node(afterNext.main);
  await last.stop();
  expect(await migrated()).toEqual(['9001_next', '9002_next_index', '9003_contract']);
});
