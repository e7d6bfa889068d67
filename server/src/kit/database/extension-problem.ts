import type pg from 'pg';
import { required } from '../assert.ts';
import { sqlState } from './errors.ts';

/** Extensions that migrations create in the schema `public`. All come with PostgreSQL itself. */
const EXTENSIONS = ['pg_trgm'] as const;

/** PostgreSQL has no files of an extension (0A000; 58P01 before version 16). */
const MISSING: readonly (string | null)[] = ['0A000', '58P01'];

/**
 * Says which extension a migration could not create, and what to do; null if it has or may create all. It creates each one that is
 * missing and rolls that back: catalogues do not say what a managed service refuses.
 */
export async function extensionProblem(client: pg.Client): Promise<string | null> {
  for (const name of EXTENSIONS) {
    const { rows } = await client.query<{ who: string; database: string; schema: string | null }>(
      `SELECT current_user AS who, current_database() AS database,
              (SELECT nspname::text FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
                WHERE extname = $1) AS schema`,
      [name],
    );
    const { who, database, schema } = required(rows[0], 'a setting has a row');
    if (schema === 'public') continue;
    if (schema !== null) {
      return `The extension ${name} is in the schema ${schema} of the database ${database}; move it: ALTER EXTENSION ${name} SET SCHEMA public.`;
    }
    const refused = await tryCreate(client, name);
    if (refused === null) continue;
    if (MISSING.includes(sqlState(refused))) {
      return `PostgreSQL has no extension ${name}; install its contrib package (postgresql-contrib), or allow the extension where the provider has a list.`;
    }
    return (
      `The role ${who} may not create the extension ${name} in the database ${database} (${refused.message}); ` +
      `let a superuser run CREATE EXTENSION ${name} WITH SCHEMA public there.`
    );
  }
  return null;
}

/** The server's refusal; null if it would create the extension. Nothing remains. */
async function tryCreate(client: pg.Client, name: string): Promise<Error | null> {
  await client.query('BEGIN');
  try {
    await client.query(`CREATE EXTENSION ${name} WITH SCHEMA public`);
    return null;
  } catch (error) {
    if (sqlState(error) === null) throw error;
    return error as Error;
  } finally {
    await client.query('ROLLBACK');
  }
}
