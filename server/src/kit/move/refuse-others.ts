import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { required } from '../assert.ts';
import { DatabaseProblem } from '../database/index.ts';

const POLL_MS = 50;
/** A connection that was just closed is counted for a moment. */
const WAIT_MS = 3_000;

/** Waits until nobody is connected to the database but these. Throws a `DatabaseProblem` if somebody stays. */
export async function refuseOthers(client: pg.Client, ...ours: pg.Client[]): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  const pids = await Promise.all([client, ...ours].map(pidOf));
  for (;;) {
    const others = await countOthers(client, pids);
    if (others === 0) return;
    if (performance.now() > deadline) {
      throw new DatabaseProblem(
        `The database that is to be moved has other connections open (${others}): stop all servers, workers and other programs that use it, then run the command again.`,
      );
    }
    await delay(POLL_MS);
  }
}

async function pidOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return required(rows[0], 'a connection has a process').pid;
}

/**
 * Of a role that may see less, a row still has database and user; the server's own processes have no user. Workers of extensions and of replication
 * count too: they may write.
 */
async function countOthers(client: pg.Client, pids: readonly number[]): Promise<number> {
  const { rows } = await client.query<{ others: number }>(
    `SELECT count(*) AS others FROM pg_stat_activity a JOIN pg_database d ON d.oid = a.datid
      WHERE d.datname = current_database() AND a.pid <> ALL ($1::int[]) AND a.usesysid IS NOT NULL
        AND a.backend_type IS DISTINCT FROM 'autovacuum worker'`,
    [pids],
  );
  // nothing: a count has a row
  return Number(rows[0]?.others ?? 0);
}
