import type { Db } from '../kit/database/index.ts';

/** The state of an endpoint as the metrics show it. */
export interface Backlog {
  readonly endpointId: string;
  /** Deliveries that wait for another attempt, and events after its cursor. */
  readonly waiting: number;
  /** Age of the oldest of them; null if nothing waits. */
  readonly oldestAt: Date | null;
  /** When the oldest event after its cursor was emitted; null if there is none, or while the endpoint fails or is paused. */
  readonly unreadAt: Date | null;
  readonly failingSince: Date | null;
}

const ENDPOINTS_MAX = 1_000;

/** Enabled endpoints; events that an endpoint's filter excludes count until its cursor has passed them. */
export async function readBacklog(db: Db): Promise<Backlog[]> {
  const { rows } = await db.query<Backlog & Record<string, unknown>>(
    `SELECT c.endpoint_id AS "endpointId", c.failing_since AS "failingSince",
            d.waiting + greatest(h.last_sequence - c.position - events.missing_after(c.tenant_id, c.position), 0) AS waiting,
            least(d.oldest, n.created_at) AS "oldestAt",
            CASE WHEN c.failing_since IS NULL AND NOT c.paused THEN n.created_at END AS "unreadAt"
       FROM webhooks.cursors c
       JOIN events.heads() h ON h.tenant_id = c.tenant_id
       CROSS JOIN LATERAL (
         SELECT count(*) AS waiting, min(x.first_at) AS oldest FROM webhooks.deliveries x
          WHERE x.endpoint_id = c.endpoint_id AND x.status = 'waiting') d
       LEFT JOIN LATERAL (
         SELECT o.created_at FROM events.entries() o
          WHERE o.tenant_id = c.tenant_id AND o.sequence > c.position
          ORDER BY o.sequence LIMIT 1) n ON true
      WHERE c.enabled ORDER BY c.endpoint_id LIMIT ${ENDPOINTS_MAX}`,
  );
  return rows;
}
