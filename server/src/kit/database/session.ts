import type pg from 'pg';
import { DatabaseProblem } from './database-problem.ts';
import type { Deadlines } from './deadlines.ts';

export type Settings = Readonly<Record<string, string>>;

/**
 * What our statements, and the readers of their answers, rely on. A server, a database and a role may
 * each have other defaults (ALTER ROLE … SET): a date style that is not ISO sells codes that nobody can
 * read afterwards.
 */
const RELIED_ON: Settings = {
  client_encoding: 'UTF8',
  datestyle: 'ISO, YMD',
  timezone: 'UTC',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  array_nulls: 'on',
  transform_null_equals: 'off',
  standard_conforming_strings: 'on',
  backslash_quote: 'safe_encoding',
  search_path: 'public',
  row_security: 'on',
  lc_monetary: 'C',
  lc_numeric: 'C',
  lc_time: 'C',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  exit_on_error: 'off',
  // A COMMIT that was not replicated says so by a warning alone.
  client_min_messages: 'warning',
  idle_session_timeout: '0',
  jit: 'off',
  // The server's side of a connection that went silent: its locks must not outlive us for long.
  tcp_keepalives_idle: '5',
  tcp_keepalives_interval: '1',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '10000',
};

/** Settings that depend on what the server is or has, as SQL. */
const BY_SERVER = [
  // 17 and newer.
  `CASE WHEN current_setting('transaction_timeout', true) IS NOT NULL
     THEN set_config('transaction_timeout', '0', false) END`,
  // Where the operating system cannot tell, PostgreSQL takes no other value than 0.
  `CASE WHEN version() ~* 'linux|darwin|bsd'
     THEN set_config('client_connection_check_interval', '1s', false) END`,
  // Never less than what was acknowledged is kept; a stricter one stays.
  `CASE WHEN current_setting('synchronous_commit') NOT IN ('on', 'remote_apply')
     THEN set_config('synchronous_commit', 'on', false) END`,
] as const;

interface Found {
  readonly standby: boolean;
  readonly read_only: string;
  readonly encoding: string;
  readonly replication_role: string;
}

/**
 * Makes a new connection one of ours, in one round trip. Not by the start-up packet: poolers refuse
 * it there, and what a DATABASE_URL says in `options` would win. Throws a `DatabaseProblem` where the
 * server is one that we cannot work with.
 */
export async function prepareSession(
  client: pg.ClientBase,
  deadlines: Deadlines,
  own: Settings,
): Promise<void> {
  const settings: Settings = {
    ...RELIED_ON,
    statement_timeout: String(deadlines.statementMs),
    lock_timeout: String(deadlines.lockMs),
    idle_in_transaction_session_timeout: String(deadlines.idleInTransactionMs),
    ...own,
  };
  const byServer = BY_SERVER.filter(
    (text) => !Object.keys(own).some((name) => text.includes(name)),
  );
  const set = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${quoted(value)}, false)`,
  );
  const { rows } = await client.query<Found>(
    `SELECT pg_is_in_recovery() AS standby,
            current_setting('default_transaction_read_only') AS read_only,
            current_setting('server_encoding') AS encoding,
            current_setting('session_replication_role') AS replication_role,
            ${[...set, ...byServer].join(', ')}`,
  );
  const problem = rows[0] && problemOf(rows[0]);
  if (problem) throw new DatabaseProblem(problem);
}

function problemOf({ standby, read_only, encoding, replication_role }: Found): string | null {
  if (standby) return 'The PostgreSQL of DATABASE_URL is a standby; name the primary.';
  if (read_only !== 'off') {
    return (
      'The database is read-only (default_transaction_read_only is on for it, its role or its ' +
      'server); somebody may have frozen it on purpose. Reset the setting, or name another database.'
    );
  }
  if (encoding !== 'UTF8') {
    return (
      `The database has the encoding ${encoding}, which cannot hold every name; ` +
      "make one with ENCODING 'UTF8' and name that in DATABASE_URL."
    );
  }
  if (replication_role !== 'origin') {
    return (
      `PostgreSQL runs with session_replication_role=${replication_role}, which turns our checks ` +
      'off; it must be origin.'
    );
  }
  return null;
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
