import type pg from 'pg';
import { required } from '../assert.ts';
import { DatabaseProblem } from './database-problem.ts';
import { deadlinesOf, TIMEOUT_MS } from './deadlines.ts';
import { ConnectFailed, sqlState } from './errors.ts';
import { extensionProblem } from './extension-problem.ts';
import { openConnection } from './open-connection.ts';
import type { Settings } from './session.ts';

const VERSION_MIN = 150_000;

/** With these settings off, a power cut loses orders, and no later check of the data can detect it. */
const DURABLE = ['fsync', 'full_page_writes'] as const;

/** Why a connection failed, by SQLSTATE, where the server's own message would not help. */
const REFUSED: Readonly<Record<string, string>> = {
  '28P01': 'PostgreSQL refuses the user or the password of DATABASE_URL.',
  '28000': 'PostgreSQL does not allow the user of DATABASE_URL to connect (see its pg_hba.conf).',
  '3D000': 'The database that DATABASE_URL names does not exist; create it, or name another one.',
  '42501': 'The user of DATABASE_URL may not connect to the database that it names.',
};

export interface CheckOptions {
  /** Time limit of a statement; every other deadline derives from it. */
  readonly timeoutMs?: number;
  /** As many connections as the caller opens under load. */
  readonly connectionsMin?: number;
  /** What the role is for: an owner migrates, and the app uses what an owner has migrated. */
  readonly access?: Access;
  /** Settings of the connections that look. */
  readonly settings?: Settings;
}

/** `owner`: the role may do everything with our tables. `app`: it may do what the modules declare. */
export type Access = 'owner' | 'app';

/**
 * Refuses, with one sentence each, a PostgreSQL that we cannot work with: one that may lose acknowledged commits, is too old, a
 * standby, read-only, in another encoding, behind a transaction pooler, whose objects belong to another role, that lacks an
 * extension which we may not create, or that allows fewer connections than we need. Throws a `DatabaseProblem`. Call it before anything is written.
 */
export async function checkServer(
  url: string,
  { timeoutMs = TIMEOUT_MS, connectionsMin = 2, access = 'owner', settings }: CheckOptions = {},
): Promise<void> {
  const deadlines = deadlinesOf(timeoutMs);
  const open = () => openConnection(url, deadlines, settings);
  await using stack = new AsyncDisposableStack();
  const first = stack.adopt(await open().catch(explain), (client) => client.end());
  const problem =
    (await settingsProblem(first)) ??
    (access === 'app' ? null : await rightsProblem(first)) ??
    (access === 'app' ? null : await extensionProblem(first)) ??
    (await roomProblem(first, connectionsMin));
  if (problem !== null) throw new DatabaseProblem(problem);
  if (await isItself(first)) return;
  const second = stack.adopt(await open().catch(explain), (client) => client.end());
  if (await sharesByTransaction(first, second)) {
    throw new DatabaseProblem(
      'DATABASE_URL leads through a pooler that assigns a connection per transaction, so ' +
        'locks that belong to a connection would not hold: name PostgreSQL itself, or set the ' +
        'pooler to session pooling (PgBouncer: pool_mode = session).',
    );
  }
}

/**
 * What the role of a connection string is to the database: `app` if an owner has granted it what the server needs. Everybody else
 * must be the owner, which `checkServer` checks; so must a member of the owner, who can become it by SET ROLE.
 */
export async function accessOf(url: string): Promise<Access> {
  const client = await openConnection(url, deadlinesOf(TIMEOUT_MS)).catch(explain);
  try {
    const { rows } = await client.query<{ app: boolean }>(
      `SELECT coalesce(NOT pg_has_role(c.relowner, 'MEMBER') AND has_table_privilege(c.oid, 'SELECT'), false) AS app
         FROM (SELECT to_regclass('public.migrations') AS found) m
         LEFT JOIN pg_class c ON c.oid = m.found`,
    );
    return rows[0]?.app ? 'app' : 'owner';
  } finally {
    await client.end();
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

interface Rights {
  readonly who: string;
  readonly signed_in: string;
  readonly creates: boolean;
  /** Finds the owner of our tables, if we may not act for that role. */
  readonly foreign: string | null;
}

/** Migrations create schemas and tables and replace functions; only an owner may do that. */
async function rightsProblem(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<Rights>(
    `SELECT current_user AS who, session_user AS signed_in,
            has_database_privilege(current_database(), 'CREATE')
              AND has_schema_privilege('public', 'CREATE') AS creates,
            (SELECT pg_get_userbyid(nspowner) FROM pg_namespace
              WHERE nspname = 'kit' AND NOT pg_has_role(nspowner, 'USAGE')) AS foreign`,
  );
  const { who, signed_in, creates, foreign } = required(rows[0], 'a setting has a row');
  if (foreign !== null) {
    const made = `, which a setting makes ${who} (ALTER ROLE ${signed_in} RESET role)`;
    const whom = `${signed_in}${who === signed_in ? '' : made}`;
    return `The tables belong to the role ${foreign}; DATABASE_URL signs in as ${whom}, which must be it or a member of it that inherits its rights, or what \`psnb2b-server migrate\` with DATABASE_OWNER_URL made for the server.`;
  }
  if (creates) return null;
  return (
    `The role ${who} may not create schemas in this database, or tables in its schema public; ` +
    `make it the database's owner (ALTER DATABASE … OWNER TO ${who}).`
  );
}

/**
 * Too few connections become visible only under load: then some requests are refused. Roles and databases have limits that do not
 * apply to a superuser (PostgreSQL manual, "CREATE ROLE").
 */
async function roomProblem(client: pg.Client, connectionsMin: number): Promise<string | null> {
  const { rows } = await client.query<{ whose: string; most: number; way: string }>(
    `SELECT whose, most, way
       FROM pg_roles r, pg_database d,
            LATERAL (VALUES
              (format('The role %I', rolname), rolconnlimit,
               format('ALTER ROLE %I CONNECTION LIMIT …', rolname)),
              (format('The database %I', datname), datconnlimit,
               format('ALTER DATABASE %I CONNECTION LIMIT …', datname)),
              ('PostgreSQL',
               current_setting('max_connections')::int
                 - current_setting('superuser_reserved_connections')::int
                 - coalesce(current_setting('reserved_connections', true)::int, 0),
               'max_connections')) AS limits (whose, most, way)
      WHERE rolname = session_user AND NOT rolsuper AND datname = current_database()
        AND most >= 0 AND most < $1
      ORDER BY most LIMIT 1`,
    [connectionsMin],
  );
  const [tightest] = rows;
  if (!tightest) return null;
  const { whose, most, way } = tightest;
  return `${whose} allows ${most} connections at once, but ${connectionsMin} are needed; raise the limit (${way}).`;
}

/** Whether this connection still has the backend that its handshake named. */
async function isItself(client: pg.Client): Promise<boolean> {
  const { processID } = client as unknown as { processID: number | null };
  return processID === (await backendOf(client));
}

/**
 * Two connections to PostgreSQL itself, or to a session pooler, each keep their own backend. A transaction pooler gives the
 * backend of the first connection to the second, and then another one to the first while the second is in use.
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
