import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { migrate, roleOf } from '../src/kit/database/index.ts';
import { openEmbedded } from '../src/postgres/index.ts';
import { copyFolder } from './cluster-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

const MIGRATIONS = new URL('../migrations/', import.meta.url);

declare module 'vitest' {
  interface ProvidedContext {
    /** The connection string of the test run's own cluster, with the migrated template as its database. */
    templateUrl: string;
    /** A data folder with a migrated cluster that is not running: tests copy it. */
    preparedFolder: string;
  }
}

/**
 * Vitest's global set-up: one real PostgreSQL for the run, in a temporary folder, migrated once. The test files copy
 * its template.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env.TMPDIR = temporaryFolder();
  const folder = mkdtempSync(join(tmpdir(), 'psnb2b-test-'));
  const [prepared, dataDir] = [join(folder, 'prepared'), join(folder, 'run')];
  for (const each of [prepared, dataDir]) mkdirSync(each);
  await prepare(prepared);
  await copyFolder(prepared, dataDir);
  const postgres = await openEmbedded({ dataDir });
  await visit(postgres.url);
  project.provide('templateUrl', postgres.url);
  project.provide('preparedFolder', prepared);
  return async () => {
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The first connection to a database writes down what all later ones load, and its copies have that, too. */
async function visit(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.end();
}

async function prepare(dataDir: string): Promise<void> {
  await using postgres = await openEmbedded({ dataDir });
  await migrate(postgres.url, { app: roleOf(postgres.appUrl) });
  await signInQuickly(postgres.url, postgres.appUrl);
}

/** Both sides hash a password once where it would be 4096 times: the tests open thousands of connections. */
async function signInQuickly(...urls: readonly [string, ...string[]]): Promise<void> {
  const client = new pg.Client({ connectionString: urls[0] });
  await client.connect();
  try {
    await client.query('SET scram_iterations = 1');
    for (const { user, password } of urls.map(roleOf)) {
      const name = pg.escapeIdentifier(user);
      await client.query(`ALTER ROLE ${name} PASSWORD ${pg.escapeLiteral(password)}`);
    }
  } finally {
    await client.end();
  }
}

/** A database of one test file, freshly migrated, dropped when it goes out of scope. */
export interface TestDatabase extends AsyncDisposable {
  /** Of the owner: tests seed with it, and the product gets its own role. */
  readonly url: string;
}

/**
 * Makes a test file's own database by copying the template, or another database to which nobody is connected:
 * `const database = await testDatabase()` in `beforeAll`, `await using` within one test.
 */
export async function testDatabase(from = inject('templateUrl')): Promise<TestDatabase> {
  const template = new URL(from);
  const name = `test_${randomBytes(8).toString('hex')}`;
  // Copying files takes half the processor time of writing every page to the log, which is the default.
  await administer(
    template,
    `CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)} STRATEGY file_copy`,
  );
  const url = new URL(template);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => administer(template, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/**
 * Makes a database that has every migration before this one and no later one, for tests of what it does to existing
 * rows.
 */
export async function databaseBefore(migration: string): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(template, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(
      'CREATE TABLE public.migrations (id serial PRIMARY KEY, name text, run_on timestamp)',
    );
    for (const file of readdirSync(MIGRATIONS).sort()) {
      if (file >= migration) break;
      await client.query(readFileSync(new URL(file, MIGRATIONS), 'utf8'));
      await client.query('INSERT INTO public.migrations (name, run_on) VALUES ($1, now())', [
        file.replace(/\.sql$/, ''),
      ]);
    }
  } finally {
    await client.end();
  }
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => administer(template, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** By the address of their cluster. Connections stay open for the next file of this process, and do not keep it from ending. */
const administrators = new Map<string, pg.Pool>();

/** Connects to another database, because the template can be copied only while nobody is connected to it. */
async function administer(template: URL, statement: string): Promise<void> {
  const url = new URL(template);
  url.pathname = '/postgres';
  const pool = administrators.get(url.href) ?? poolOf(url.href);
  administrators.set(url.href, pool);
  await pool.query(statement);
}

function poolOf(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 2,
    idleTimeoutMillis: 60_000,
    allowExitOnIdle: true,
  });
  // PostgreSQL is stopped before the processes of the tests are.
  pool.on('error', () => {});
  return pool;
}
