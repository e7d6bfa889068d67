import type { ClientBase } from 'pg';
import { MINUTE_MS } from '../kit/time.ts';

/** Minutes times tenants of which the calls that were not recorded are counted apart. */
const GAPS_MAX = 10_000;

interface Gap {
  readonly tenantId: number;
  readonly minute: Date;
  calls: number;
}

/** Gaps on their way to the database. */
interface Batch {
  readonly gaps: readonly Gap[];
  /** The transaction that writes them, from when it has a number. */
  xact: string | null;
}

/**
 * The calls that were not recorded, by tenant and minute. Counts are added to those of other processes, so a batch whose connection
 * broke is written again only if its transaction was not committed.
 */
export class Gaps {
  readonly #gaps = new Map<string, Gap>();
  #batch: Batch | null = null;

  get size(): number {
    // nothing: nothing is on its way.
    return this.#gaps.size + (this.#batch?.gaps.length ?? 0);
  }

  /** Counts a call that was not recorded. */
  add(tenantId: number, at: Date): void {
    const minute = Math.floor(at.getTime() / MINUTE_MS);
    const name = `${tenantId} ${minute}`;
    const gap = this.#gaps.get(name);
    if (gap) gap.calls += 1;
    else if (this.#gaps.size < GAPS_MAX) {
      this.#gaps.set(name, { tenantId, minute: new Date(minute * MINUTE_MS), calls: 1 });
    }
  }

  /** Writes what was counted; after a failure call it again with another connection. */
  async write(connection: ClientBase): Promise<void> {
    if (this.#batch?.xact) {
      const status = await statusOf(connection, this.#batch.xact);
      // The server has not noticed yet that the connection is gone.
      if (status === 'in progress') return;
      if (status === 'committed') this.#batch = null;
    }
    if (this.#batch === null && this.#gaps.size > 0) {
      this.#batch = { gaps: [...this.#gaps.values()], xact: null };
      this.#gaps.clear();
    }
    if (this.#batch === null) return;
    await insert(connection, this.#batch);
    this.#batch = null;
  }
}

async function insert(connection: ClientBase, batch: Batch): Promise<void> {
  const { gaps } = batch;
  await connection.query('BEGIN');
  const { rows } = await connection.query<{ xact: string }>(
    'SELECT pg_current_xact_id()::text AS xact',
  );
  batch.xact = rows[0]?.xact ?? null;
  await connection.query(
    `INSERT INTO request_log.gaps AS g (tenant_id, minute, calls)
     SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::int[])
     ON CONFLICT (tenant_id, minute) DO UPDATE SET calls = g.calls + excluded.calls`,
    [
      gaps.map(({ tenantId }) => tenantId),
      gaps.map(({ minute }) => minute),
      gaps.map(({ calls }) => calls),
    ],
  );
  await connection.query('COMMIT');
}

/** How a transaction ended, by its number; a number that the server does not know was never committed. */
async function statusOf(connection: ClientBase, xact: string): Promise<string | null> {
  const { rows } = await connection.query<{ status: string | null }>(
    `SELECT CASE WHEN $1::xid8 < pg_snapshot_xmax(pg_current_snapshot())
                 THEN pg_xact_status($1::xid8) END AS status`,
    [xact],
  );
  return rows[0]?.status ?? null;
}
