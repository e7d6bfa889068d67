import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';

/** All endpoints of all partners in figures. */
export interface HealthFigures {
  readonly endpoints: number;
  readonly failing: number;
  /** How many tenants the failing ones belong to. */
  readonly failingTenants: readonly number[];
  readonly late: number;
  readonly paused: number;
  readonly silent: number;
  /** Of all that is not paused. */
  readonly oldestWaitingAt: Date | null;
  /** Processes that send now. */
  readonly workers: number;
}

export async function readHealthFigures(db: Db, at: Date): Promise<HealthFigures> {
  const { rows } = await db.query<HealthFigures & Record<string, unknown>>(
    `SELECT count(*)::int AS endpoints,
            count(*) FILTER (WHERE h.state = 'failing')::int AS failing,
            coalesce(array_agg(DISTINCT h.tenant_id) FILTER (WHERE h.state = 'failing'), '{}') AS "failingTenants",
            count(*) FILTER (WHERE h.state = 'late')::int AS late,
            count(*) FILTER (WHERE h.state = 'paused')::int AS paused,
            count(*) FILTER (WHERE h.silent)::int AS silent,
            min(h.oldest_at) FILTER (WHERE h.state <> 'paused') AS "oldestWaitingAt",
            (SELECT count(DISTINCT c.worker)::int FROM webhooks.cursors c
              WHERE c.leased_until > clock_timestamp()) AS workers
       FROM webhooks.health($1) h`,
    [at],
  );
  return required(rows[0], 'a count has a row');
}
