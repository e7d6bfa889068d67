import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { DatabaseProblem } from '../database/index.ts';

const POLL_MS = 50;
/** A connection that was just closed is counted for a moment. */
const WAIT_MS = 3_000;

/** Waits until nobody else is connected to the database. Throws a `DatabaseProblem` if somebody stays. */
export async function refuseOthers(client: pg.ClientBase): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const others = await countOthers(client);
    if (others === 0) return;
    if (performance.now() > deadline) {
      throw new DatabaseProblem(
        `${others} other connections are open to the database that is to be moved: stop all servers, workers and other programs that use it, then run the command again. Nothing was changed.`,
      );
    }
    await delay(POLL_MS);
  }
}

/** Of a role that may see less, a row still has database and user; background processes have no user. */
async function countOthers(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ others: number }>(
    `SELECT count(*) AS others FROM pg_stat_activity a JOIN pg_database d ON d.oid = a.datid
      WHERE d.datname = current_database() AND a.pid <> pg_backend_pid() AND a.usesysid IS NOT NULL
        AND (a.backend_type IS NULL OR a.backend_type = 'client backend')`,
  );
  // nothing: a count has a row
  return Number(rows[0]?.others ?? 0);
}
