import pg from 'pg';
import { required } from '../assert.ts';
import { DatabaseProblem } from './database-problem.ts';
import { deadlinesOf, TIMEOUT_MS } from './deadlines.ts';
import { sqlState } from './errors.ts';
import { connectionConfig } from './open-connection.ts';

/** PostgreSQL answers, but cannot be used now: it starts, stops or recovers. */
const CANNOT_CONNECT_NOW = '57P03';

/**
 * Where a connection string leads. `place`: the identifier of the cluster, which its standbys share, and the number of the database; null if
 * PostgreSQL does not say. `away`: nobody answers, or only a standby. `refused`: PostgreSQL refuses the role, the password or the database.
 */
export type Lead =
  | { readonly kind: 'found'; readonly place: string | null }
  | { readonly kind: 'away'; readonly why: string }
  | { readonly kind: 'refused' };

export async function leadOf(url: string): Promise<Lead> {
  const deadlines = deadlinesOf(TIMEOUT_MS);
  const client = new pg.Client({
    ...connectionConfig(url, deadlines),
    query_timeout: deadlines.connectMs,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ standby: boolean; database: number }>(
      'SELECT pg_is_in_recovery() AS standby, oid::int AS database FROM pg_database WHERE datname = current_database()',
    );
    const { standby, database } = required(rows[0], 'a connection has its database');
    if (standby) return { kind: 'away', why: 'it is a standby' };
    const cluster = await clusterOf(client);
    return { kind: 'found', place: cluster === null ? null : `${cluster}/${database}` };
  } catch (error) {
    const state = sqlState(error);
    if (state !== null && state !== CANNOT_CONNECT_NOW) return { kind: 'refused' };
    const said = error instanceof AggregateError ? error.errors[0] : error;
    return { kind: 'away', why: said instanceof Error ? said.message : String(said) };
  } finally {
    void client.end().catch(() => {});
  }
}

/** The identifier of the cluster, which its standbys share; null if a provider has taken the right, or the function. */
export async function clusterOf(client: Pick<pg.ClientBase, 'query'>): Promise<string | null> {
  try {
    const { rows } = await client.query<{ id: string }>(
      'SELECT system_identifier::text AS id FROM pg_control_system()',
    );
    return rows[0]?.id ?? null;
  } catch (error) {
    // A connection that breaks at this moment does not say so: two databases would pass for one.
    const state = sqlState(error);
    if (state !== null && /^(?:42|0A)/.test(state)) return null;
    throw error;
  }
}

/** Throws a `DatabaseProblem` if two connection strings lead to two databases: one would be migrated, and the other one used. */
export function refuseTwoDatabases(app: Lead, owner: Lead): void {
  if (app.kind !== 'found' || owner.kind !== 'found') return;
  if (app.place === null || owner.place === null || app.place === owner.place) return;
  throw new DatabaseProblem(
    'DATABASE_URL and DATABASE_OWNER_URL lead to two different databases: name the same host, port and database in both.',
  );
}
