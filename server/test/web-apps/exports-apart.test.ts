/**
 * Guards: files of lists are made in a thread of their own, so that their length costs orders nothing; and a reader who leaves ends the statement
 * that runs for the file, too.
 */
import {
  consoleOperations,
  portalOperations,
  type WebAppOperation,
  webApps,
} from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseId } from '../../src/kit/ids.ts';
import { buy, openShop, type Shop, signUp, staff, type Visitor } from '../../testkit/index.ts';

/** Long enough that the thread asks for several pages. */
const ENTRIES = 4_000;
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let shop: Shop;
let admin: Visitor;
let owner: Visitor;
let partner: string;
beforeAll(async () => {
  // A statement that nobody cancels runs longer than this test.
  shop = await openShop({ env: { DATABASE_TIMEOUT_MS: '600000' } });
  ({ visitor: owner, partnerId: partner } = await signUp(shop, '=Corner'));
  const partnerId = parseId('prt', partner) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.stock({ codes: 1 });
  await shop.deposit(partnerId, '500.00');
  await buy(shop, (await shop.key(partnerId)).text, 1);
  admin = (await staff(shop, 'admin')).visitor;
  await shop.rows(
    `INSERT INTO audit.entries (at, actor, action, subject, detail)
     SELECT now(), 'system', 'user.signed_in', 'user:' || n, '{}' FROM generate_series(1, $1::int) n`,
    [ENTRIES],
  );
});
afterAll(() => shop[Symbol.asyncDispose]());

/** What the thread has made since a moment before. */
function watchThread() {
  const { exports } = shop.app;
  const before = exports.used;
  return () => ({
    pieces: exports.used.pieces - before.pieces,
    bytes: exports.used.bytes - before.bytes,
    cpuSeconds: exports.used.cpuSeconds - before.cpuSeconds,
  });
}

test('every line of a long list is read and written in the thread', async () => {
  const made = watchThread();
  const { status, text } = await admin.get('/audit/export?action=user.signed_in');
  expect(status).toBe(200);
  const lines = text.trimEnd().split('\r\n');
  expect(lines.length).toBeGreaterThan(ENTRIES);
  expect(made().bytes).toBe(Buffer.byteLength(text));
  expect(made().pieces).toBeGreaterThan(ENTRIES / 1_000);
  expect(made().cpuSeconds).toBeGreaterThan(0);
});

const files = (['portal', 'console'] as const).flatMap((webApp) =>
  Object.values({ portal: portalOperations, console: consoleOperations }[webApp]).flatMap(
    ({ id, method, path, replies }) => {
      const [ok] = Object.values<WebAppOperation['replies'][number]>(replies);
      const isFile = Object.keys(ok?.mediaTypes ?? {})[0] === 'text/csv';
      return isFile && method === 'GET' ? [{ webApp, id, path }] : [];
    },
  ),
);
/** What only the server's own thread has: its list in memory, and its configuration. */
const STAY = ['exportInventory', 'exportSettings'];
const QUERY: Readonly<Record<string, () => string>> = {
  exportPartnerTransactions: () => `?partner_id=${partner}`,
};

test.each(files)('$webApp: $id is made in the thread', async ({ webApp, id, path }) => {
  const person = webApp === 'portal' ? owner : admin;
  const made = watchThread();
  const isOfOne = path.includes('{');
  const address = path.replaceAll(/\{(\w+)_id\}/g, '018f0000-0000-7000-8000-000000000000');
  // nothing: most files need no filter.
  const { status, text } = await person.get(address + (QUERY[id]?.() ?? ''));
  if (isOfOne) {
    expect([status, made().pieces]).toEqual([404, 0]);
    return;
  }
  expect(status).toBe(200);
  expect(made().bytes).toBe(STAY.includes(id) ? 0 : Buffer.byteLength(text));
});

test('what stays in the server is named', () => {
  expect(files.length).toBeGreaterThan(30);
  expect(files.map(({ id }) => id)).toEqual(expect.arrayContaining(STAY));
});

/** How many statements sleep in the database. */
async function asleep(): Promise<number> {
  const [row] = await shop.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND wait_event = 'PgSleep'`,
  );
  return row?.count ?? 0;
}

/** How many connections are in a transaction, or run a statement. */
async function busy(): Promise<number> {
  const [row] = await shop.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()`,
  );
  return row?.count ?? 0;
}

test.each([
  { which: 'that has begun', webApp: 'console', table: 'audit.entries', path: '/audit/export' },
  {
    which: 'whose head is not known yet',
    webApp: 'console',
    table: 'partners.tenants',
    path: '/ledger/transfers/export?partner_id=',
  },
  { which: 'of orders', webApp: 'portal', table: 'orders.orders', path: '/orders/export' },
  {
    which: 'of the statement',
    webApp: 'portal',
    table: 'ledger.postings',
    path: '/transactions/export',
  },
] as const)('who leaves a file $which ends its statement', async ({ webApp, table, ...at }) => {
  const person = webApp === 'portal' ? owner : admin;
  const path = at.path.endsWith('=') ? at.path + partner : at.path;
  await shop.rows(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await shop.rows(
    `CREATE POLICY slow ON ${table} USING ((SELECT pg_sleep(500) IS NOT NULL)) WITH CHECK (true)`,
  );
  try {
    const leaving = new AbortController();
    const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reading = fetch(shop.url + webApps[webApp].basePath + path, {
      headers: { cookie },
      signal: leaving.signal,
    }).then((reply) => reply.text());
    const left = expect(reading).rejects.toThrow();
    await vi.waitUntil(async () => (await asleep()) > 0, { timeout: 20_000 });
    leaving.abort();
    await left;
    await vi.waitUntil(async () => (await asleep()) === 0, { timeout: 20_000 });
    // Nothing is held for the file: neither a statement nor a transaction.
    await vi.waitUntil(async () => (await busy()) === 0, { timeout: 20_000 });
  } finally {
    await shop.rows(`DROP POLICY slow ON ${table}`);
    await shop.rows(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
  }
  expect((await person.get(path)).status).toBe(200);
});
