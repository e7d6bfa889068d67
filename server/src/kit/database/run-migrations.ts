import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type pg from 'pg';
import { MINUTE_MS } from '../time.ts';
import { DatabaseProblem } from './database-problem.ts';
import { isContention } from './errors.ts';

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);
/** Everybody who needs the table waits behind a change that waits for its lock, so it gives up soon and tries again. */
const LOCK_MS = 500;
const PAUSE_MS = 250;
const TRIES_MS = 2 * MINUTE_MS;
const ONLINE = /^CREATE (?:UNIQUE )?INDEX CONCURRENTLY\b/m;
const CONTRACT = /^-- Contract: no process of version (\d+\.\d+\.\d+) or newer uses this\.$/m;

const BUSY =
  'The database could not be migrated: other transactions keep what a migration changes. Nothing of that migration has been done; end long ' +
  'transactions (SELECT * FROM pg_stat_activity ORDER BY xact_start), then start again.';

/** The migrations of this version, oldest first. */
export async function migrationNames(): Promise<string[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  return names.map((name) => name.replace(/\.sql$/, ''));
}

/**
 * From which version on no process uses what a migration removes; null: it removes nothing, so processes of the version before may serve while
 * it runs.
 */
export function contractOf(text: string): string | null {
  return CONTRACT.exec(text)?.[1] ?? null;
}

/** The same for some of the migrations, by name. */
export async function contractsOf(names: readonly string[]): Promise<string[]> {
  const texts = names.map((name) => readFile(new URL(`${name}.sql`, MIGRATIONS), 'utf8'));
  return (await Promise.all(texts)).map(contractOf).filter((each) => each !== null);
}

/**
 * Runs the migrations that the database lacks, each in a transaction of its own, while processes of the version before serve. One that
 * builds an index CONCURRENTLY runs outside a transaction, statement by statement. Throws a `DatabaseProblem` if locks cannot be had for two minutes.
 */
export async function runMigrations(client: pg.Client, log: (line: string) => void): Promise<void> {
  const endsAt = performance.now() + TRIES_MS;
  await client.query(`SET lock_timeout = '${LOCK_MS}ms'`);
  for (;;) {
    try {
      await runOnce(client, log);
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      await client.query(`SET lock_timeout = '${LOCK_MS}ms'`);
      if (!isContention(error)) throw error;
      if (performance.now() > endsAt) throw new DatabaseProblem(BUSY);
      log('a lock could not be had in time; the migration is tried again');
      await delay(PAUSE_MS);
    }
  }
}

async function runOnce(client: pg.Client, log: (line: string) => void): Promise<void> {
  await runner({
    dbClient: client,
    dir: fileURLToPath(MIGRATIONS),
    direction: 'up',
    migrationsSchema: 'public',
    migrationsTable: 'migrations',
    noLock: true,
    checkOrder: true,
    migrationLoaderStrategies: [{ extensions: ['.sql'], loader: load }],
    log: () => {},
    logger: { debug: () => {}, info: log, warn: log, error: log },
  });
}

interface Builder {
  sql(text: string): void;
  noTransaction(): void;
}

async function load(paths: string[]) {
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(path, 'utf8');
      const up = ONLINE.test(text) ? online(text) : (to: Builder) => to.sql(text);
      return { id: path, filePaths: [path], actions: { up, down: false as const } };
    }),
  );
}

/** Building waits for all older transactions, and nobody waits for it, so it may wait as long as it needs. */
function online(text: string): (to: Builder) => void {
  const statements = text.split(/;\s*$/m).filter((each) => each.trim() !== '');
  return (to) => {
    to.noTransaction();
    to.sql('SET lock_timeout = 0');
    for (const each of statements) to.sql(each);
    to.sql(`SET lock_timeout = '${LOCK_MS}ms'`);
  };
}
