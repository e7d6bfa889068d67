import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type pg from 'pg';
import { HOUR_MS } from '../time.ts';
import { advisoryLocks } from './advisory-locks.ts';
import { commit } from './commit.ts';
import { deadlinesOf, TIMEOUT_MS } from './deadlines.ts';
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

/**
 * Migrates the database to this version: numbered migrations, forward only, then every module's function files if any of them
 * changed.
 */
export async function migrate(url: string, log: (line: string) => void = () => {}): Promise<void> {
  const client = await openConnection(url, deadlinesOf(TIMEOUT_MS), SETTINGS);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLocks.migration]);
    await client.query("SET lock_timeout = '5s'");
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
    await applyFunctions(client, log);
  } finally {
    await client.end();
  }
}

async function applyFunctions(client: pg.Client, log: (line: string) => void): Promise<void> {
  const files = await functionFiles();
  const digest = createHash('sha256').update(JSON.stringify(files)).digest('hex');
  const { rows } = await client.query<{ digest: string | null }>(
    "SELECT obj_description('kit'::regnamespace, 'pg_namespace') AS digest",
  );
  if (rows[0]?.digest === digest) return;
  await client.query('BEGIN');
  try {
    for (const file of files) await client.query(file.text);
    await client.query(`COMMENT ON SCHEMA kit IS '${digest}'`);
    await commit(client);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  log(`applied ${files.length} function files`);
}

async function functionFiles(): Promise<{ name: string; text: string }[]> {
  const files: { name: string; text: string }[] = [];
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
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  const { rows } = await client.query('SELECT name FROM public.migrations');
  const run = new Set(rows.map((row) => row.name));
  return names.map((name) => name.replace(/\.sql$/, '')).filter((name) => !run.has(name));
}
