import type pg from 'pg';
import { required } from '../assert.ts';
import { DatabaseProblem } from './database-problem.ts';
import { deadlinesOf, TIMEOUT_MS } from './deadlines.ts';
import { ConnectFailed, sqlState } from './errors.ts';
import { openConnection } from './open-connection.ts';

const VERSION_MIN = 150_000;

/** With these off, orders vanish in a power cut, and no later check of the data can tell. */
const DURABLE = ['fsync', 'full_page_writes'] as const;

/** Why no connection was had, by SQLSTATE, where the server's own words would not help. */
const REFUSED: Readonly<Record<string, string>> = {
  '28P01': 'PostgreSQL refuses the user or the password of DATABASE_URL.',
  '28000': 'PostgreSQL does not let the user of DATABASE_URL in (see its pg_hba.conf).',
  '3D000': 'The database that DATABASE_URL names does not exist; create it, or name another one.',
  '42501': 'The user of DATABASE_URL may not connect to the database that it names.',
};

/**
 * Refuses, with one sentence each, a PostgreSQL that we cannot work with: one that may lose what it
 * acknowledged, that is too old, a standby, read-only, of another encoding, reached through a pooler
 * that shares its connections by the transaction, or whose objects belong to somebody else. Throws a
 * `DatabaseProblem`. To be called before anything is written.
 */
export async function checkServer(url: string, timeoutMs = TIMEOUT_MS): Promise<void> {
  const deadlines = deadlinesOf(timeoutMs);
  const open = () => openConnection(url, deadlines);
  await using stack = new AsyncDisposableStack();
  const first = stack.adopt(await open().catch(explain), (client) => client.end());
  const problem = (await settingsProblem(first)) ?? (await rightsProblem(first));
  if (problem !== null) throw new DatabaseProblem(problem);
  if (await isItself(first)) return;
  const second = stack.adopt(await open().catch(explain), (client) => client.end());
  if (await sharesByTransaction(first, second)) {
    throw new DatabaseProblem(
      'DATABASE_URL leads through a pooler that gives each transaction another connection, and ' +
        'locks that live as long as a connection would not hold: name PostgreSQL itself, or set the ' +
        'pooler to pool by session (PgBouncer: pool_mode = session).',
    );
  }
}

function explain(error: unknown): never {
  const cause = error instanceof ConnectFailed ? error.cause : error;
  if (cause instanceof DatabaseProblem) throw cause;
  const state = sqlState(cause);
  const known = state === null ? undefined : REFUSED[state];
  const said = cause instanceof AggregateError ? cause.errors[0] : cause;
  const words = said instanceof Error ? said.message : String(said);
  throw new DatabaseProblem(
    known ?? `PostgreSQL cannot be reached as DATABASE_URL says: ${words.replace(/\.$/, '')}.`,
    { cause },
  );
}

async function settingsProblem(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<Record<string, string>>(
    `SELECT current_setting('server_version_num') AS version_number,
            current_setting('server_version') AS version,
            ${DURABLE.map((name) => `current_setting('${name}') AS ${name}`).join(', ')}`,
  );
  const found = required(rows[0], 'a setting has a row');
  if (Number(found.version_number) < VERSION_MIN) {
    return `PostgreSQL is ${found.version}; it must be 15 or newer.`;
  }
  const off = DURABLE.find((name) => found[name] !== 'on');
  return off ? `PostgreSQL runs with ${off}=${found[off]}; it must be on.` : null;
}

/** Migrations make schemas and tables, and replace functions: only an owner may. */
async function rightsProblem(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ who: string; creates: boolean; foreign: string | null }>(
    `SELECT current_user AS who,
            has_database_privilege(current_database(), 'CREATE')
              AND has_schema_privilege('public', 'CREATE') AS creates,
            (SELECT pg_get_userbyid(nspowner) FROM pg_namespace
              WHERE nspname = 'kit' AND NOT pg_has_role(nspowner, 'USAGE')) AS foreign`,
  );
  const { who, creates, foreign } = required(rows[0], 'a setting has a row');
  if (foreign !== null) {
    return `The tables belong to the role ${foreign}; DATABASE_URL signs in as ${who}, which must be it or a member of it.`;
  }
  if (creates) return null;
  return (
    `The role ${who} may not create schemas in this database, or tables in its schema public; ` +
    `make it the database's owner (ALTER DATABASE … OWNER TO ${who}).`
  );
}

/** Whether we speak with the very backend that the handshake named. */
async function isItself(client: pg.Client): Promise<boolean> {
  const { processID } = client as unknown as { processID: number | null };
  return processID === (await backendOf(client));
}

/**
 * Two connections to PostgreSQL itself, or to a pooler by session, each keep a backend of their own. A
 * pooler by transaction gives the one that the first had used to the second, and the first another one
 * while the second holds it.
 */
async function sharesByTransaction(first: pg.Client, second: pg.Client): Promise<boolean> {
  const before = await backendOf(first);
  await second.query('BEGIN');
  try {
    return (await backendOf(second)) === before || (await backendOf(first)) !== before;
  } finally {
    await second.query('ROLLBACK');
  }
}

async function backendOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return required(rows[0], 'a setting has a row').pid;
}
