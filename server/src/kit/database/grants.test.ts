/**
 * Guards: the server's role may do in the database what the modules declare, and nothing else: every table, sequence and function has a
 * declaration, and the database has it.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseOf, type TestDatabase, testDatabase } from '../../../testkit/index.ts';
import { required } from '../assert.ts';
import { roleOf } from './app-role.ts';
import { declaredGrants } from './grants.ts';

let database: TestDatabase;
let client: pg.Client;
/** The server's role. */
let user: string;
beforeAll(async () => {
  database = await testDatabase();
  ({ user } = roleOf(databaseOf(database.url).DATABASE_URL));
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});

const grants = await declaredGrants();
const schemas = grants.map(({ schema }) => schema);

test('every schema and table of the database is declared by its module, and nothing else is', async () => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
        AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public') ORDER BY 1`,
  );
  const declared = grants.flatMap(({ schema, tables }) =>
    Object.keys(tables).map((table) => `${schema}.${table}`),
  );
  expect(declared.sort()).toEqual(rows.map(({ name }) => name));
});

test('every function that is declared exists', async () => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT n.nspname || '.' || p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = ANY ($1)`,
    [schemas],
  );
  const found = new Set(rows.map(({ name }) => name));
  const declared = grants.flatMap(({ schema, functions }) =>
    Object.keys(functions).map((name) => `${schema}.${name}`),
  );
  expect(declared.filter((name) => !found.has(name))).toEqual([]);
});

test('the role has on each table what is declared', async () => {
  const { rows } = await client.query<{ schema: string; name: string; has: string[] }>(
    `SELECT n.nspname AS schema, c.relname AS name, array(
              SELECT lower(a.privilege_type) FROM aclexplode(c.relacl) a
               WHERE a.grantee = $1::regrole UNION ALL
              SELECT lower(a.privilege_type) || ' ' || t.attname
                FROM pg_attribute t CROSS JOIN aclexplode(t.attacl) a
               WHERE t.attrelid = c.oid AND a.grantee = $1::regrole ORDER BY 1) AS has
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY ($2)`,
    [user, schemas],
  );
  for (const { schema, name, has } of rows) {
    const module = required(
      grants.find((each) => each.schema === schema),
      schema,
    );
    expect([`${schema}.${name}`, has]).toEqual([
      `${schema}.${name}`,
      privilegesOf(required(module.tables[name], `${schema}.${name} is declared`)),
    ]);
  }
});

test('functions run with the rights of their callers, except those that are declared', async () => {
  const { rows } = await client.query<{
    schema: string;
    name: string;
    definer: boolean;
    settings: string[] | null;
    callable: boolean;
    by_all: boolean;
  }>(
    `SELECT n.nspname AS schema, p.proname AS name, p.prosecdef AS definer, p.proconfig AS settings,
            has_function_privilege($1, p.oid, 'EXECUTE') AS callable,
            EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                     WHERE a.grantee = 0) AS by_all
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = ANY ($2) AND p.prorettype <> 'trigger'::regtype`,
    [user, schemas],
  );
  expect(rows.length).toBeGreaterThan(100);
  for (const { schema, name, ...is } of rows) {
    const kind = grants.find((each) => each.schema === schema)?.functions[name];
    const full = `${schema}.${name}`;
    expect([full, is.definer, is.callable, is.by_all]).toEqual([
      full,
      kind === 'definer',
      kind !== 'inner',
      false,
    ]);
    if (is.definer) expect([full, is.settings]).toEqual([full, expect.arrayContaining([PATH])]);
  }
});

const PATH = 'search_path=pg_catalog, pg_temp';

test('the role owns nothing, creates nothing, and is no member of another role', async () => {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
            EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid) AS member,
            EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns,
            EXISTS (SELECT FROM pg_namespace n WHERE has_schema_privilege(r.oid, n.oid, 'CREATE')) AS creates,
            has_database_privilege(r.oid, 'postgres', 'CREATE') AS founds
       FROM pg_roles r WHERE rolname = $1`,
    [user],
  );
  expect([...new Set(Object.values(required(rows[0], 'the role exists')))]).toEqual([false]);
});

/** `select, update (a, b)` as the catalogue has it: `select`, `update a`, `update b`. */
function privilegesOf(text: string): string[] {
  const parts = text.matchAll(/([a-z]+)(?:\s*\(([^)]*)\))?/g);
  return [...parts]
    .flatMap(([, privilege, columns]) =>
      columns === undefined
        ? [String(privilege)]
        : columns.split(',').map((column) => `${privilege} ${column.trim()}`),
    )
    .sort();
}
