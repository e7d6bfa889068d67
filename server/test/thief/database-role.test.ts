/**
 * Guards: whoever slips one statement into the server's connection cannot make money, change what was recorded, switch off a check,
 * or become another role: PostgreSQL refuses it, because the server's role lacks the right.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUser } from '../../src/identity/index.ts';
import { required } from '../../src/kit/assert.ts';
import { readEmail } from '../../src/kit/email-address.ts';
import { formatId, openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let client: pg.Client;
let mine: number;
let theirs: number;
let myHeld: number;
let order: { order_id: string; tenant_id: number };
beforeAll(async () => {
  shop = await openShop();
  const { key } = await shop.buyer({ balance: '100.00' });
  await shop.buyer({ balance: '1000.00' });
  await shop.stock({ codes: 3 });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const bought = await shop.call('POST', '/orders', { key, body });
  expect(bought.status).toBe(201);
  const accounts = await shop.rows<{ account_id: number }>(
    `SELECT account_id FROM ledger.accounts WHERE kind = 'available' AND mode = 'live' AND balance > 0 ORDER BY balance`,
  );
  [mine, theirs] = accounts.map(({ account_id }) => account_id) as [number, number];
  const [held] = await shop.rows<{ account_id: number }>(
    "SELECT h.account_id FROM ledger.accounts h JOIN ledger.accounts a USING (tenant_id) WHERE a.account_id = $1 AND h.kind = 'held'",
    [mine],
  );
  myHeld = required(held, 'a business has an account for what is on hold').account_id;
  const [delivered] = await shop.rows<{ order_id: string; tenant_id: number }>(
    "SELECT order_id, tenant_id FROM orders.orders WHERE status = 'delivered'",
  );
  order = required(delivered, 'the order is delivered');
  client = new pg.Client({ connectionString: shop.app.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await shop?.[Symbol.asyncDispose]();
});

const ID = "'00000000-0000-4000-8000-000000000001'";
const house = (kind: string) =>
  `(SELECT account_id FROM ledger.accounts WHERE tenant_id IS NULL AND kind = '${kind}' AND mode = 'live' AND currency = 'USD')`;
const post = (kind: string, from: string, to: string, amount = 5000) =>
  `SELECT ledger.post(now(), ARRAY['${kind}'], ARRAY[${ID}::uuid], ARRAY[${from}], ARRAY[${to}], ARRAY[${amount}::bigint])`;

/** No right to do it, no business fact that would, or rows that need what it deletes. */
const [FORBIDDEN, CHECK, IN_USE] = ['42501', '23514', '23503'] as const;

/** A statement that names what `ledger.post` checks by place, and what it writes by subscript. */
const postLists = (from: string, to: string, amount: string, kinds = "ARRAY['hold']") =>
  `SELECT ledger.post(now(), ${kinds}, ARRAY[${ID}::uuid], ${from}, ${to}, ${amount})`;

/** `:mine` and `:theirs` are accounts of two businesses, `:held` has what the first one holds, `:order` is its order. */
const HOSTILE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [`money (${FORBIDDEN})`]: {
    'credit myself':
      'UPDATE ledger.accounts SET balance = balance + 100000 WHERE account_id = :mine',
    'give myself credit':
      'UPDATE ledger.accounts SET credit_limit = 100000 WHERE account_id = :mine',
    'own the account of another':
      'UPDATE ledger.accounts SET tenant_id = 1 WHERE account_id = :theirs',
    'open an account with money':
      "INSERT INTO ledger.accounts (tenant_id, kind, mode, currency, balance, version) VALUES (99, 'available', 'live', 'USD', 100000, 0)",
    'invent a transfer': `INSERT INTO ledger.transfers (transfer_id, kind, reference, at) VALUES (999, 'deposit', ${ID}, now())`,
    'invent postings':
      'INSERT INTO ledger.postings (transfer_id, leg, account_id, amount) VALUES (999, 1, :mine, 1), (999, 2, :theirs, -1)',
    'change a posting': 'UPDATE ledger.postings SET amount = 1',
    'delete postings': 'DELETE FROM ledger.postings',
    'empty the ledger': 'TRUNCATE ledger.postings, ledger.transfers',
    'number transfers anew': "SELECT setval('ledger.transfer_number', 1)",
    'post without its checks': `SELECT ledger.write_one(now(), 'deposit', ${ID}, :theirs, :mine, 5000)`,
  },
  [`transfers of no fact (${CHECK})`]: {
    'move the money of another to me': post('hold', ':theirs', ':mine'),
    'release what nobody held': post('release', ':theirs', ':mine'),
    'order for less than nothing': post('order', ':mine', house('sales'), -5000),
    'an order that pays me': post('order', house('sales'), ':mine'),
    'a hold on the wholesaler': post('hold', house('deposits'), ':mine'),
    'a refund from what another has': post('refund', ':theirs', ':mine'),
    'an adjustment between two businesses': post('adjustment', ':theirs', ':mine'),
    'an adjustment of an account by itself': post('adjustment', ':mine', ':mine'),
    'a reversal of no deposit': post('reversal', ':mine', house('deposits'), 100),
    'a kind that there is not': post('gift', house('deposits'), ':mine'),
    'hide the account of another before the first subscript': postLists(
      "'[0:1]={:mine,:theirs}'::int[]",
      'ARRAY[:held]',
      'ARRAY[80000]',
    ),
    'name another account beyond the amounts': postLists(
      'ARRAY[:mine, :theirs]',
      'ARRAY[:held]',
      'ARRAY[500]',
    ),
    'hide an amount before the first subscript': postLists(
      'ARRAY[:mine]',
      'ARRAY[:held]',
      "'[0:0]={500}'::bigint[]",
    ),
    'hide a kind before the first subscript': postLists(
      'ARRAY[:mine]',
      'ARRAY[:held]',
      'ARRAY[500]',
      "'[0:1]={hold,deposit}'::text[]",
    ),
    'post a table of amounts': postLists(
      "'{{:mine}}'::int[]",
      "'{{:held}}'::int[]",
      "'{{500}}'::bigint[]",
    ),
    'credit without its audit row': `SELECT ledger.set_credit_limit(:tenant, 100000000, now(), 'staff:x', 'x', NULL, NULL, '{}')`,
    'credit with the audit row of less': `SELECT ledger.set_credit_limit(:tenant, 100000000, now(), 'staff:x', 'x', NULL, NULL, '{"before":"0.00","after":"0.000100000000"}')`,
    'credit that the audit would not change': `SELECT ledger.set_credit_limit(:tenant, 100000000, now(), 'staff:x', 'x', NULL, NULL, '{"before":"1000000.00","after":"1000000.00"}')`,
    'overdraw for a deposit that there is not': `SELECT ledger.reverse(now(), ${ID}, :mine, ${house('deposits')}, 10000)`,
    'overdraw for more than was deposited': `SELECT ledger.reverse(now(), (SELECT reference FROM ledger.transfers t JOIN ledger.postings p USING (transfer_id) WHERE t.kind = 'deposit' AND p.account_id = :mine), :mine, ${house('deposits')}, 100000)`,
    'read codes in the name of another business': `SELECT orders.reveal_many(now(), '[0:1]={:tenant,99}'::int[], ARRAY[':order'::uuid], ARRAY['x'], ARRAY['x'], ARRAY[NULL], ARRAY[NULL])`,
    'read codes to sell again, more than the audit says':
      'SELECT stock.sealed_for_resale(now(), $$x$$, $$x$$, NULL, NULL, ARRAY[1], ARRAY[0, 1])',
  },
  [`records (${FORBIDDEN})`]: {
    'write an audit row of another time':
      "INSERT INTO audit.entries (at, actor, action, subject, tx) VALUES (now(), 'staff:x', 'x', 'x', '1')",
    'write a link of the chain':
      "INSERT INTO audit.chain (position, entry_id, hash) VALUES (999, 1, sha256(''))",
    'begin the chain anew': 'UPDATE audit.head SET position = 0',
    'hide a row from the search of the audit': 'DELETE FROM audit.listed',
    'change the audit': "UPDATE audit.entries SET actor = 'somebody else'",
    'delete from the audit': 'DELETE FROM audit.entries',
    'empty the audit': 'TRUNCATE audit.entries CASCADE',
    'change its chain': "UPDATE audit.chain SET hash = decode(repeat('00', 32), 'hex')",
    'delete its signed heads': 'DELETE FROM audit.signed_heads',
    'change a document that was issued': 'UPDATE invoicing.documents SET number = 1',
    'delete a document': 'DELETE FROM invoicing.documents',
    'change what a retry is answered': "UPDATE kit.idempotency SET answer = '{}'",
    'change a code': "UPDATE stock.codes SET sealed = ''",
    'change an event that was sent': "UPDATE events.outbox SET data = '{}'",
    'forget a refund': 'DELETE FROM orders.refunds',
    'delete an order': 'DELETE FROM orders.orders',
  },
  [`rows of others (${FORBIDDEN})`]: {
    'bring the key of another business to my money': 'UPDATE partners.keys SET tenant_id = :tenant',
    'replace the secret of a key': "UPDATE partners.keys SET hash = sha256('')",
    'bring a business to mine': 'UPDATE partners.tenants SET partner_id = partner_id',
    'make a test tenant live': "UPDATE partners.tenants SET mode = 'live'",
    'make the session of somebody mine': 'UPDATE identity.sessions SET user_id = user_id',
    'replace the token of a session': "UPDATE identity.sessions SET token_hash = sha256('')",
    'make a person of a business staff': "UPDATE identity.users SET door = 'console'",
    'bring a person to another business': 'UPDATE identity.users SET partner_id = NULL',
    'bring the codes of an order to mine': "UPDATE orders.ranges SET order_id = ':order'",
    'take the codes of an order away': 'DELETE FROM orders.ranges',
  },
  [`keys in use (${IN_USE})`]: {
    'destroy the keys that open codes': 'DELETE FROM vault.data_keys',
  },
  [`codes (${FORBIDDEN})`]: {
    'read sealed codes': 'SELECT sealed FROM stock.codes',
    'read whole rows of codes': 'SELECT * FROM stock.codes',
    'copy codes out': 'COPY stock.codes TO STDOUT',
    'read a run without an audit row': 'SELECT stock.read(1, 0, 10)',
    'read a place without an audit row': 'SELECT stock.sealed_at(1, 0)',
    'read an order without an audit row': `SELECT orders.reveal(now(), 1, ${ID}, 'key:key_1', 'x', NULL, NULL)`,
    'put other codes in their places': `SELECT stock.reissue(ARRAY[${ID}::uuid], ARRAY[1], ARRAY[0], ARRAY[${ID}::uuid], ARRAY[''::bytea])`,
    'delete codes': 'DELETE FROM stock.codes',
  },
  [`checks (${FORBIDDEN})`]: {
    'disable a trigger': 'ALTER TABLE ledger.postings DISABLE TRIGGER zero_sum',
    'disable all triggers': "SET session_replication_role = 'replica'",
    'drop a trigger': 'DROP TRIGGER append_only ON audit.entries',
    'drop a constraint': 'ALTER TABLE ledger.accounts DROP CONSTRAINT accounts_spendable',
    'drop a table': 'DROP TABLE audit.entries CASCADE',
    'replace a function':
      'CREATE OR REPLACE FUNCTION ledger.lock(p_account int[]) RETURNS bigint[] LANGUAGE sql AS $$ SELECT p_account::bigint[] $$',
    'run a function with my search_path':
      'ALTER FUNCTION ledger.post(timestamptz, text[], uuid[], int[], int[], bigint[]) RESET search_path',
    'make a table': 'CREATE TABLE public.accounts (account_id int)',
    'make a temporary table': 'CREATE TEMPORARY TABLE accounts (account_id int)',
    'make a function': 'CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'make a schema': 'CREATE SCHEMA mine',
    'say that a migration has run':
      "INSERT INTO public.migrations (name, run_on) VALUES ('9999_x', now())",
    'give a table to myself': 'ALTER TABLE ledger.accounts OWNER TO psnb2b_app',
    'join the owner': 'GRANT psnb2b TO psnb2b_app',
  },
  [`roles and the machine (${FORBIDDEN})`]: {
    'act as the owner': 'SET ROLE psnb2b',
    'be the owner': 'SET SESSION AUTHORIZATION psnb2b',
    'become a superuser': 'ALTER ROLE psnb2b_app SUPERUSER',
    'change the password of the owner': "ALTER ROLE psnb2b PASSWORD 'x'",
    'make a role': 'CREATE ROLE mine LOGIN',
    'change a setting for all': "ALTER SYSTEM SET fsync = 'off'",
    'read a file': "SELECT pg_read_file('postgresql.conf')",
    'write a file': "COPY (SELECT 1) TO '/stolen'",
    'run a program': "COPY (SELECT 1) TO PROGRAM 'true'",
    'load a library': "LOAD 'auto_explain'",
    'end the connections of the owner':
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = (SELECT rolname FROM pg_roles WHERE rolsuper AND oid = 10)',
    'copy the cluster': "SELECT pg_create_physical_replication_slot('mine')",
  },
};

for (const [group, statements] of Object.entries(HOSTILE)) {
  test.each(Object.entries(statements))(`${group}: %s`, async (_name, text) => {
    const named = { mine, theirs, held: myHeld, order: order.order_id, tenant: order.tenant_id };
    const statement = Object.entries(named).reduce(
      (written, [name, value]) => written.replaceAll(`:${name}`, String(value)),
      text,
    );
    const state = await client.query(statement).then(
      () => 'done',
      (error: pg.DatabaseError) => error.code,
    );
    expect(state).toBe(/\((\w+)\)/.exec(group)?.[1]);
  });
}

test('whoever reads sealed codes by a function leaves the audit row', async () => {
  const count = async () =>
    (
      await shop.rows<{ rows: number }>(
        "SELECT count(*) AS rows FROM audit.entries WHERE action IN ('codes.revealed', 'codes.resealed') AND actor = 'thief'",
      )
    )[0]?.rows;
  const before = Number(await count());
  await client.query(
    "SELECT orders.reveal_many(now(), ARRAY[$1::int], ARRAY[$2::uuid], ARRAY['thief'], ARRAY['x'], ARRAY[NULL], ARRAY[NULL])",
    [order.tenant_id, order.order_id],
  );
  await client.query(
    "SELECT stock.sealed_for_resale(now(), 'thief', 'x', NULL, NULL, ARRAY[1], ARRAY[0])",
  );
  expect(Number(await count())).toBe(before + 2);
  await expect(
    client.query(
      "SELECT orders.reveal_some(now(), $1, $2, ARRAY[gen_random_uuid()], ARRAY['cod_x'], 'thief', 'x', NULL, NULL)",
      [order.tenant_id, order.order_id],
    ),
  ).rejects.toThrow('not codes that this order shows');
  await expect(
    client.query(
      "SELECT orders.reveal_some(now(), $1, $2, '{}'::uuid[], '{}', 'thief', 'x', NULL, NULL)",
      [order.tenant_id + 1000, order.order_id],
    ),
  ).rejects.toThrow('not a delivered order of this tenant');
});

test('whoever gives credit by a function leaves the audit row', async () => {
  const limit = async () => {
    const [account] = await shop.rows<{ credit_limit: number }>(
      'SELECT credit_limit FROM ledger.accounts WHERE account_id = $1',
      [mine],
    );
    return Number(required(account, 'the account exists').credit_limit);
  };
  await client.query(
    `SELECT ledger.set_credit_limit($1, 100000000, now(), 'thief', 'x', NULL, NULL, '{"before":"0.00","after":"1000000.00"}')`,
    [order.tenant_id],
  );
  expect(await limit()).toBe(100_000_000);
  const written = await shop.rows(
    "SELECT actor FROM audit.entries WHERE action = 'partner.credit_limit_set' AND tenant_id = $1",
    [order.tenant_id],
  );
  expect(written).toEqual([{ actor: 'thief' }]);
  expect(await shop.verify()).toEqual([]);
  await shop.rows('UPDATE ledger.accounts SET credit_limit = 200000000 WHERE account_id = $1', [
    mine,
  ]);
  expect(await shop.verify()).toEqual([`L7: the credit limit of tenant ${order.tenant_id}`]);
  await shop.rows('UPDATE ledger.accounts SET credit_limit = 100000000 WHERE account_id = $1', [
    mine,
  ]);
});

test('whoever changes the access of a person without the audit is found', async () => {
  const person = {
    webApp: 'console',
    partnerId: null,
    name: 'Ann',
    role: 'support',
    password: 'a long password',
    email: readEmail('ann@staff.example'),
    at: shop.clock.now(),
  } as const;
  const made = await createUser(shop.app, person, 'operator:test');
  const { userId } = required(made, 'nobody has this address');
  const subject = `staff:${formatId('usr', userId)}`;
  const where = 'WHERE user_id = $1';
  for (const [change, back, wrong] of [
    ["role = 'admin'", "role = 'support'", 'role'],
    ["email = 'thief@elsewhere.example'", "email = 'ann@staff.example'", 'e-mail address'],
    ['disabled_at = now()', 'disabled_at = NULL', 'state'],
  ]) {
    await client.query(`UPDATE identity.users SET ${change} ${where}`, [userId]);
    expect(await shop.verify()).toEqual([`U1: the ${wrong} of ${subject}`]);
    await client.query(`UPDATE identity.users SET ${back} ${where}`, [userId]);
  }
  const copy = "gen_random_uuid(), door, 'x@staff.example', name, 'admin', password, created_at";
  await client.query(
    `INSERT INTO identity.users (user_id, door, email, name, role, password, created_at)
     SELECT ${copy} FROM identity.users ${where}`,
    [userId],
  );
  expect(await shop.verify()).toEqual([expect.stringMatching(/^U1: the account of staff:usr_/)]);
  await shop.rows("DELETE FROM identity.users WHERE email = 'x@staff.example'");
});

test('the request log of the last days cannot be dropped', async () => {
  await client.query('SELECT request_log.open_day(current_date)');
  const { rows } = await client.query("SELECT request_log.drop_days('9999-01-01') AS dropped");
  expect(rows).toEqual([{ dropped: 0 }]);
});

test('nothing of it was done', async () => {
  expect(await shop.verify()).toEqual([]);
});
