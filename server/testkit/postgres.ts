import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { migrate } from '../src/kit/database/index.ts';
import { openEmbedded } from '../src/postgres/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The connection string of the test run's own cluster, pointing at the migrated template. */
    templateUrl: string;
  }
}

/**
 * Vitest's global set-up: one real PostgreSQL for the run, in a temporary folder, migrated once. The
 * test files copy it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env.TMPDIR = temporaryFolder();
  const dataDir = mkdtempSync(join(tmpdir(), 'psnb2b-test-'));
  const postgres = await openEmbedded({ dataDir });
  await migrate(postgres.url);
  project.provide('templateUrl', postgres.url);
  return async () => {
    await postgres.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** A database of one test file, freshly migrated, dropped when it goes out of scope. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/**
 * Makes a test file's own database by copying the template:
 * `const database = await testDatabase()` in `beforeAll`, `await using` within one test.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(template, `CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => administer(template, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** From outside the template: it can be copied only while nobody is connected to it. */
async function administer(template: URL, statement: string): Promise<void> {
  const url = new URL(template);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
