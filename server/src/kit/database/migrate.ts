import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { required } from '../assert.ts';
import { ifThere } from '../if-there.ts';
import { HOUR_MS } from '../time.ts';
import { isNewerVersion, VERSION } from '../version.ts';
import { advisoryLocks } from './advisory-locks.ts';
import { type AppRole, ensureRole } from './app-role.ts';
import { commit } from './commit.ts';
import { DatabaseProblem } from './database-problem.ts';
import { deadlinesOf, TIMEOUT_MS } from './deadlines.ts';
import { sqlState } from './errors.ts';
import { declaredGrants, grantTo, type ModuleGrants, secureFunctions } from './grants.ts';
import { openConnection } from './open-connection.ts';
import { contractsOf, migrationNames, runMigrations } from './run-migrations.ts';
import type { Settings } from './session.ts';
import type { Db } from './types.ts';

/** SQLSTATE of CREATE OR REPLACE FUNCTION with other results or other names of parameters. */
const OTHER_FORM = '42P13';
const WORKER = 'psnb2b worker ';
const CREATES = /^CREATE OR REPLACE FUNCTION (\w+\.\w+)\(/gm;
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
  /** Called before a database of an older version is changed; what it throws leaves the database as it was. */
  readonly beforeUpgrade?: (db: Db) => Promise<void>;
  /** The role that the server signs in as, if it is not the owner: it is created and gets what the modules declare. */
  readonly app?: AppRole | undefined;
  /** More settings of its connection. */
  readonly settings?: Settings;
}

/**
 * Migrates the database to this version: numbered migrations, forward only, then every module's function files if any of them
 * changed. Throws a `DatabaseProblem`, and has changed nothing, if the database belongs to a newer version, or to an older one that it
 * may not upgrade.
 */
export async function migrate(
  url: string,
  { log = () => {}, upgrades = true, beforeUpgrade, app, settings }: MigrateOptions = {},
): Promise<void> {
  const client = await openConnection(url, deadlinesOf(TIMEOUT_MS), { ...SETTINGS, ...settings });
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLocks.migration]);
    const source = await readSource();
    const state = await versionState(client, source);
    if (state === 'newer') throw new DatabaseProblem(NEWER);
    if (state === 'older' && !upgrades) throw new DatabaseProblem(OLDER);
    if (state === 'older') {
      await refuseContracts(client);
      await beforeUpgrade?.(client as unknown as Db);
    }
    if (app) await ensureRole(client, app);
    if (state === 'same') {
      if (app) await grantOnce(client, source, app, log);
      return;
    }
    await runMigrations(client, log);
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
  const { rows } = await client.query<{ found: boolean; applied: string | null }>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS found,
            obj_description(to_regnamespace('kit'), 'pg_namespace') AS applied`,
  );
  if (!rows[0]?.found) return 'empty';
  const run = await client.query<{ name: string }>('SELECT name FROM public.migrations');
  const ours = new Set(await migrationNames());
  if (run.rows.length === 0) return 'empty';
  if (run.rows.some(({ name }) => !ours.has(name))) return 'newer';
  // Without the version, an older program that lacks no migration would put its functions over the newer ones.
  // nothing: a database whose functions were never applied has neither.
  const [digest, version = ''] = rows[0].applied?.split(' ') ?? [];
  if (isNewerVersion(version, VERSION)) return 'newer';
  return run.rows.length === ours.size && digest === digestOf(source) ? 'same' : 'older';
}

/** How connections of a worker are named in PostgreSQL: each of them says which version works. */
export function workerName(version: string): string {
  return `${WORKER}${version}`;
}

/** Throws a `DatabaseProblem` while something runs that uses what a migration removes. */
async function refuseContracts(client: pg.Client): Promise<void> {
  const contracts = await contractsOf(await pendingMigrations(client));
  const { rows: tables } = await client.query<{ found: boolean }>(
    "SELECT to_regclass('kit.nodes') IS NOT NULL AS found",
  );
  if (contracts.length > 0 && tables[0]?.found) await refuseOlder(client, contracts);
}

/** Throws a `DatabaseProblem` while a server or a worker runs that is older than one of these versions, and names that one. */
export async function refuseOlder(client: pg.Client, contracts: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ what: string; version: string }>(
    `SELECT DISTINCT 'server' AS what, n.version FROM kit.nodes n JOIN pg_stat_activity a ON a.pid = n.pid
      WHERE n.lease_until > clock_timestamp()
      UNION
     SELECT 'worker', substr(application_name, length($1::text) + 1) FROM pg_stat_activity
      WHERE datname = current_database() AND starts_with(application_name, $1::text)
      ORDER BY 1, 2`,
    [WORKER],
  );
  for (const { what, version } of rows) {
    const needed = contracts.find((each) => isNewerVersion(each, version));
    if (needed === undefined) continue;
    throw new DatabaseProblem(
      `A ${what} of version ${version} still uses what this version removes from the database: replace every server and worker by version ${needed} first, or stop all of them.`,
    );
  }
}

function digestOf({ files, grants }: Source): string {
  return createHash('sha256')
    .update(JSON.stringify([files, grants]))
    .digest('hex');
}

async function applyFunctions(
  client: pg.Client,
  source: Source,
  app: AppRole | undefined,
  log: (line: string) => void,
): Promise<void> {
  const { files, grants } = source;
  await inTransaction(client, async () => {
    for (const file of files) await applyFile(client, file);
    await secureFunctions(client, grants);
    await forgetServed(client);
    if (app) await grantTo(client, app.user, grants);
    await client.query(`COMMENT ON SCHEMA kit IS '${digestOf(source)} ${VERSION}'`);
  });
  log(`applied ${files.length} function files`);
  if (app) await refuseTables(client);
}

/**
 * Functions are replaced, never dropped and created again: a process that has found one by name and is about to call it would fail. Only a form
 * from before the first release may stand in the way of a file's functions, and then they are created anew.
 */
async function applyFile(client: pg.Client, { text }: SqlFile): Promise<void> {
  await client.query('SAVEPOINT before_file');
  try {
    await client.query(text);
  } catch (error) {
    if (sqlState(error) !== OTHER_FORM) throw error;
    await client.query('ROLLBACK TO SAVEPOINT before_file');
    const names = [...text.matchAll(CREATES)].map(([, name]) => name);
    const { rows } = await client.query<{ signature: string }>(
      `SELECT p.oid::regprocedure::text AS signature FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname || '.' || p.proname = ANY ($1)`,
      [names],
    );
    for (const { signature } of rows) await client.query(`DROP FUNCTION ${signature}`);
    await client.query(text);
  }
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
async function grantOnce(
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
  if (rows[0]?.open) await refuseTables(client);
  if (rows[0]?.granted) return;
  await inTransaction(client, () => grantTo(client, user, grants));
  log(`granted to ${user}`);
}

/** Nobody but the owner makes tables, temporary ones neither. Where the owner may not revoke that, PostgreSQL only warns. */
async function refuseTables(client: pg.Client): Promise<void> {
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
    const names = (await ifThere(readdir(folder))) ?? [];
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
