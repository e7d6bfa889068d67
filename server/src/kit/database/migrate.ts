import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { required } from '../assert.ts';
import { HOUR_MS } from '../time.ts';
import { advisoryLocks } from './advisory-locks.ts';
import { type AppRole, ensureRole } from './app-role.ts';
import { commit } from './commit.ts';
import { DatabaseProblem } from './database-problem.ts';
import { deadlinesOf, TIMEOUT_MS } from './deadlines.ts';
import { declaredGrants, grantTo, type ModuleGrants, secureFunctions } from './grants.ts';
import { openConnection } from './open-connection.ts';

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);
const SOURCES = new URL('../../', import.meta.url);

/** Modules in the order in which their functions may call one another. */
const FUNCTION_MODULES = [
  'kit',
  'events',
  'audit',
  'vault',
  'quotas',
  'identity',
  'request-log',
  'partners',
  'catalog',
  'suppliers',
  'ledger',
  'stock',
  'webhooks',
  'orders',
  'supplier-claims',
  'bank-statements',
  'funding',
  'claims',
  'invoicing',
  'sales',
];
/** A migration of a large shop may take long, and so may a process that waits for it. */
const SETTINGS = {
  application_name: 'psnb2b migrate',
  statement_timeout: String(HOUR_MS),
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
};

export interface MigrateOptions {
  readonly log?: (line: string) => void;
  /**
   * Whether a database of an older version is migrated. A new one always is. A command that happens to be newer than the servers must
   * not change the database beneath them.
   */
  readonly upgrades?: boolean;
  /** The role that the server signs in as, if it is not the owner: it is created and gets what the modules declare. */
  readonly app?: AppRole | undefined;
}

/**
 * Migrates the database to this version: numbered migrations, forward only, then every module's function files if any of them
 * changed. Throws a `DatabaseProblem`, and has changed nothing, if the database belongs to a newer version, or to an older one that it
 * may not upgrade.
 */
export async function migrate(
  url: string,
  { log = () => {}, upgrades = true, app }: MigrateOptions = {},
): Promise<void> {
  const client = await openConnection(url, deadlinesOf(TIMEOUT_MS), SETTINGS);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLocks.migration]);
    await client.query("SET lock_timeout = '5s'");
    const source = await readSource();
    const state = await versionState(client, source);
    if (state === 'newer') throw new DatabaseProblem(NEWER);
    if (state === 'older' && !upgrades) throw new DatabaseProblem(OLDER);
    if (app) await ensureRole(client, app);
    if (state === 'same') {
      if (app) await serve(client, source, app, log);
      return;
    }
    await runner({
      dbClient: client,
      dir: fileURLToPath(MIGRATIONS),
      direction: 'up',
      migrationsSchema: 'public',
      migrationsTable: 'migrations',
      noLock: true,
      checkOrder: true,
      log: () => {},
      logger: { debug: () => {}, info: log, warn: log, error: log },
    });
    await applyFunctions(client, source, app, log);
  } finally {
    await client.end();
  }
}

/** Throws a `DatabaseProblem` unless the database has this version; changes nothing. For a role that may not migrate. */
export async function requireMigrated(url: string): Promise<void> {
  const client = await openConnection(url, deadlinesOf(TIMEOUT_MS), SETTINGS);
  try {
    const state = await versionState(client, await readSource());
    if (state === 'newer') throw new DatabaseProblem(NEWER);
    if (state !== 'same') throw new DatabaseProblem(OLDER_OF_OWNER);
  } finally {
    await client.end();
  }
}

const NEWER =
  'The database was migrated by a newer version of this program, which may have changed what this one relies on; start that version.';
const OLDER =
  'The database has the schema of an older version; run `psnb2b-server migrate`, or start the server of this version, which migrates it.';

const OLDER_OF_OWNER =
  'The database does not have the schema of this version, and the role of DATABASE_URL may not change it; run `psnb2b-server migrate` with DATABASE_OWNER_URL.';

/** What the functions are made of, and who may call them. */
interface Source {
  readonly files: readonly SqlFile[];
  readonly grants: readonly ModuleGrants[];
}

interface SqlFile {
  readonly name: string;
  readonly text: string;
}

/** Compares the migrations and functions of the database with those of this version. */
async function versionState(
  client: pg.Client,
  source: Source,
): Promise<'empty' | 'older' | 'same' | 'newer'> {
  const { rows } = await client.query<{ found: boolean; digest: string | null }>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS found,
            obj_description(to_regnamespace('kit'), 'pg_namespace') AS digest`,
  );
  if (!rows[0]?.found) return 'empty';
  const run = await client.query<{ name: string }>('SELECT name FROM public.migrations');
  const ours = new Set(await migrationNames());
  if (run.rows.length === 0) return 'empty';
  if (run.rows.some(({ name }) => !ours.has(name))) return 'newer';
  return run.rows.length === ours.size && rows[0].digest === digestOf(source) ? 'same' : 'older';
}

function digestOf({ files, grants }: Source): string {
  return createHash('sha256')
    .update(JSON.stringify([files, grants]))
    .digest('hex');
}

/** The migrations of this version, oldest first. */
export async function migrationNames(): Promise<string[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  return names.map((name) => name.replace(/\.sql$/, ''));
}

async function applyFunctions(
  client: pg.Client,
  source: Source,
  app: AppRole | undefined,
  log: (line: string) => void,
): Promise<void> {
  const { files, grants } = source;
  await inTransaction(client, async () => {
    for (const file of files) await client.query(file.text);
    await secureFunctions(client, grants);
    await forgetServed(client);
    if (app) await grantTo(client, app.user, grants);
    await client.query(`COMMENT ON SCHEMA kit IS '${digestOf(source)}'`);
  });
  log(`applied ${files.length} function files`);
  if (app) await closeDatabase(client);
}

/**
 * Takes away from every role the mark that it has what the modules declare: it has what an older version declared. Those that are named next
 * get everything again, and a start as any other is refused until an owner names it.
 */
async function forgetServed(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT r.rolname AS name FROM pg_class c CROSS JOIN aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee
      WHERE c.oid = 'public.migrations'::regclass AND a.grantee <> c.relowner`,
  );
  for (const { name } of rows) {
    await client.query(`REVOKE ALL ON public.migrations FROM ${pg.escapeIdentifier(name)}`);
  }
}

/** Gives a role that is new to a migrated database what the modules declare. The last grant tells, because all are given in one transaction. */
async function serve(
  client: pg.Client,
  { grants }: Source,
  { user }: AppRole,
  log: (line: string) => void,
): Promise<void> {
  const { rows } = await client.query<{ granted: boolean; open: boolean }>(
    `SELECT has_table_privilege($1, 'public.migrations', 'SELECT') AS granted,
            has_database_privilege($1, current_database(), 'TEMPORARY') AS open`,
    [user],
  );
  if (rows[0]?.open) await closeDatabase(client);
  if (rows[0]?.granted) return;
  await inTransaction(client, () => grantTo(client, user, grants));
  log(`granted to ${user}`);
}

/** Nobody but the owner makes tables, temporary ones neither. Where the owner may not revoke that, PostgreSQL only warns. */
async function closeDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  const database = pg.escapeIdentifier(required(rows[0], 'a setting has a row').name);
  await client.query(`REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC`);
  await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await commit(client);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function readSource(): Promise<Source> {
  return { files: await functionFiles(), grants: await declaredGrants() };
}

async function functionFiles(): Promise<SqlFile[]> {
  const files: SqlFile[] = [];
  for (const module of FUNCTION_MODULES) {
    const folder = new URL(`${module}/sql/`, SOURCES);
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((each) => each.endsWith('.sql')).sort()) {
      files.push({
        name: `${module}/${name}`,
        text: await readFile(new URL(name, folder), 'utf8'),
      });
    }
  }
  return files;
}

/** Whether the database has every migration that this version has. */
export async function pendingMigrations(client: {
  query(text: string): Promise<{ rows: { name: string }[] }>;
}): Promise<string[]> {
  const { rows } = await client.query('SELECT name FROM public.migrations');
  const run = new Set(rows.map((row) => row.name));
  return (await migrationNames()).filter((name) => !run.has(name));
}
