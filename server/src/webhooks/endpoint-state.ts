import { eventTypesDefault } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';
import { type Endpoint, FAILING_MAX_MS } from './endpoint.ts';
import type { Attempt } from './list-deliveries.ts';

/** How an endpoint fares. */
export interface EndpointState {
  /** When it will be disabled unless a delivery succeeds; null if it does not fail. */
  readonly disabledFrom: Date | null;
  /** Deliveries that wait for another attempt, and events after its cursor, at most COUNT_MAX of these. */
  readonly waiting: number;
  /** Of the events of the last 24 hours. */
  readonly delivered: number;
  readonly failed: number;
  /** The last attempt to send the newest event that was tried. */
  readonly lastAttempt: Attempt | null;
}

const COUNT_MAX = 100_000;

/** The states of endpoints of one tenant, by their ids. */
export async function readEndpointStates(
  db: Db,
  endpoints: readonly Endpoint[],
  at: Date,
): Promise<Map<string, EndpointState>> {
  const { rows } = await db.query<
    Omit<EndpointState, 'disabledFrom'> & { endpointId: string } & Record<string, unknown>
  >(
    `SELECT c.endpoint_id AS "endpointId", w.waiting + n.ahead AS waiting, s.delivered, s.failed,
            l.attempt AS "lastAttempt"
       FROM webhooks.cursors c
       JOIN webhooks.endpoints e ON e.endpoint_id = c.endpoint_id
       CROSS JOIN LATERAL (
         SELECT count(*) AS waiting FROM webhooks.deliveries x
          WHERE x.endpoint_id = c.endpoint_id AND x.status = 'waiting') w
       CROSS JOIN LATERAL (
         SELECT count(*) AS ahead FROM (
           SELECT FROM events.entries() o
            WHERE c.enabled AND o.tenant_id = c.tenant_id AND o.sequence > c.position
              AND webhooks.wants(c.endpoint_id, coalesce(e.events, $3), o.type, o.subject)
              AND NOT EXISTS (SELECT FROM webhooks.deliveries x
                               WHERE x.endpoint_id = c.endpoint_id AND x.sequence = o.sequence)
            LIMIT ${COUNT_MAX}) o) n
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE x.status = 'delivered') AS delivered,
                count(*) FILTER (WHERE x.status IN ('exhausted', 'dropped')) AS failed
           FROM webhooks.deliveries x
          WHERE x.endpoint_id = c.endpoint_id
            AND x.sequence > (SELECT events.before(c.tenant_id, $2))) s
       LEFT JOIN LATERAL (
         SELECT json_build_object('id', x.attempt_id, 'at', x.at, 'status', x.http,
                  'duration_ms', x.duration_ms, 'error', x.error, 'reply', x.reply,
                  'reply_headers', x.reply_headers::json) AS attempt
           FROM webhooks.deliveries x
          WHERE x.endpoint_id = c.endpoint_id AND x.attempt_id IS NOT NULL
          ORDER BY x.sequence DESC LIMIT 1) l ON true
      WHERE c.endpoint_id = ANY($1)`,
    [
      endpoints.map(({ endpointId }) => endpointId),
      new Date(at.getTime() - DAY_MS),
      eventTypesDefault,
    ],
  );
  const failing = new Map(endpoints.map((each) => [each.endpointId, disabledFrom(each)]));
  return new Map(
    rows.map(({ endpointId, ...state }) => [
      endpointId,
      { ...state, disabledFrom: failing.get(endpointId) ?? null },
    ]),
  );
}

function disabledFrom({ status, failingSince }: Endpoint): Date | null {
  if (status !== 'enabled' || failingSince === null) return null;
  return new Date(failingSince.getTime() + FAILING_MAX_MS);
}
