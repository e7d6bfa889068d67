import type pg from 'pg';
import { DatabaseProblem } from './database-problem.ts';
import type { Deadlines } from './deadlines.ts';
import { MOVE_MARK, MOVING, moveProblem, parseMoveMark } from './move-mark.ts';

export type Settings = Readonly<Record<string, string>>;

/**
 * The settings that our statements and our parsers rely on. A server, a database and a role may each have other defaults (ALTER
 * ROLE … SET): with a date style other than ISO, for example, sold codes could not be read afterwards.
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
  // A COMMIT that was not replicated reports that only by a warning.
  client_min_messages: 'warning',
  idle_session_timeout: '0',
  jit: 'off',
  // The server's own limits for a connection that went silent: its locks must not outlive us for long.
  tcp_keepalives_idle: '5',
  tcp_keepalives_interval: '1',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '10000',
};

/** Settings that depend on the server's version or platform, as SQL. */
const BY_SERVER = [
  // 17 and newer.
  `CASE WHEN current_setting('transaction_timeout', true) IS NOT NULL
     THEN set_config('transaction_timeout', '0', false) END`,
  // Where the operating system does not support it, PostgreSQL accepts only 0.
  `CASE WHEN version() ~* 'linux|darwin|bsd'
     THEN set_config('client_connection_check_interval', '1s', false) END`,
  // Durability is never lowered below what an acknowledgement promises; a stricter setting stays.
  `CASE WHEN current_setting('synchronous_commit') NOT IN ('on', 'remote_apply')
     THEN set_config('synchronous_commit', 'on', false) END`,
] as const;

interface Found {
  readonly standby: boolean;
  readonly read_only: string;
  readonly encoding: string;
  readonly replication_role: string;
  readonly move: string | null;
}

/**
 * Prepares a new connection, in one round trip. The start-up packet cannot do it: poolers refuse settings there, and `options` in
 * DATABASE_URL would override them. Throws a `DatabaseProblem` if we cannot work with the server; a standby
 * only where one is meant.
 */
export async function prepareSession(
  client: pg.ClientBase,
  deadlines: Deadlines,
  own: Settings,
  isStandby: boolean,
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
            ${MOVE_MARK} AS move,
            ${[...set, ...byServer].join(', ')}`,
  );
  const [found] = rows;
  const asked = found && (isStandby ? { ...found, standby: false } : found);
  const problem = asked && problemOf(asked, own[MOVING] === 'on');
  if (problem) throw new DatabaseProblem(problem);
}

/** `isMoving`: a move itself works on a database that it has closed for everybody else. */
function problemOf(found: Found, isMoving: boolean): string | null {
  const { standby, read_only, encoding, replication_role, move } = found;
  if (standby) return 'The PostgreSQL of DATABASE_URL is a standby; name the primary.';
  const mark = parseMoveMark(move);
  const moved = mark && !isMoving ? moveProblem(mark) : null;
  if (moved !== null) return moved;
  if (read_only !== 'off' && !isMoving) {
    return (
      'The database is read-only (default_transaction_read_only is on for it, its role or its ' +
      'server); somebody may have set that on purpose. Reset the setting, or name another database.'
    );
  }
  if (encoding !== 'UTF8') {
    return (
      `The database has the encoding ${encoding}, which cannot hold every name; ` +
      "create one with ENCODING 'UTF8' and name it in DATABASE_URL."
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
