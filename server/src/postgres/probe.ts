import pg from 'pg';
import { DATABASE_USER } from './init-cluster.ts';

export const DATABASE_NAME = 'psnb2b';

const CONNECT_TIMEOUT_MS = 5_000;
const MUST_BE_ON = ['data_checksums', 'fsync', 'full_page_writes'] as const;

type Answer = { folder: string; found: boolean } & Record<(typeof MUST_BE_ON)[number], string>;

/**
 * Asks a postmaster for its identity. Null while it does not accept connections yet; otherwise the folder that it serves. Creates
 * the database on first use. Throws if it could lose acknowledged commits.
 */
export async function probe(port: number, password: string): Promise<string | null> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: DATABASE_USER,
    password,
    database: 'postgres',
    ssl: false,
    application_name: 'psnb2b launcher',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // Without a listener a postmaster that dies in between would end this process.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Answer>(
      `SELECT current_setting('data_directory') AS folder,
              current_setting('data_checksums') AS data_checksums,
              current_setting('fsync') AS fsync,
              current_setting('full_page_writes') AS full_page_writes,
              EXISTS (SELECT 1 FROM pg_database WHERE datname = $1) AS found`,
      [DATABASE_NAME],
    );
    const answer = rows[0];
    if (answer === undefined) return null;
    const off = MUST_BE_ON.filter((name) => answer[name] !== 'on');
    if (off.length > 0) throw new Error(`PostgreSQL runs with ${off.join(', ')} off.`);
    if (!answer.found) await client.query(`CREATE DATABASE ${DATABASE_NAME}`);
    return answer.folder;
  } catch (error) {
    if (isNotReady(error)) return null;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Refused, cut off, or "the database system is starting up" (57P03) and similar. */
function isNotReady(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!(error instanceof pg.DatabaseError)) {
    return 'code' in error || /terminated|timeout/i.test(error.message);
  }
  return error.code?.startsWith('57P') === true;
}
