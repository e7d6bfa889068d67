import type {
  WebhookAttempt,
  WebhookAttemptError,
  WebhookDelivery,
  WebhookDeliveryStatus,
} from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { numberPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { isoOrNull } from '../kit/time.ts';

/** How many attempts of one delivery are shown: a replayed delivery may have more. */
const ATTEMPTS_MAX = 50;

interface Row extends Record<string, unknown> {
  event_id: string;
  type: WebhookDelivery['type'];
  sequence: number;
  status: WebhookDeliveryStatus;
  next_at: Date | null;
  attempts: {
    id: string;
    at: string;
    status: number | null;
    duration_ms: number;
    error: WebhookAttemptError | null;
    reply: string | null;
  }[];
}

export interface DeliveryFilters extends PageAsked<number> {
  readonly status?: readonly WebhookDeliveryStatus[] | undefined;
}

export const deliveryPages = new Pages(
  'deliveries',
  numberPlace,
  ({ sequence }: WebhookDelivery) => sequence,
);

/** The deliveries of an endpoint, newest first. */
export async function listDeliveries(
  db: Db,
  endpointId: string,
  { status, behind, limit }: DeliveryFilters,
): Promise<WebhookDelivery[]> {
  const { rows } = await db.query<Row>(
    `SELECT o.event_id, o.type, d.sequence, d.status, d.next_at,
            coalesce(a.attempts, '[]') AS attempts
       FROM webhooks.deliveries d
       JOIN webhooks.cursors c ON c.endpoint_id = d.endpoint_id
       JOIN events.entries() o ON o.tenant_id = c.tenant_id AND o.sequence = d.sequence
       LEFT JOIN LATERAL (
         SELECT json_agg(json_build_object('id', x.attempt_id, 'at', x.at, 'status', x.http,
                  'duration_ms', x.duration_ms, 'error', x.error, 'reply', x.reply)
                  ORDER BY x.attempt_id) AS attempts
           FROM (SELECT y.attempt_id, y.at, y.http, y.duration_ms, y.error, y.reply
                   FROM webhooks.attempts y
                  WHERE y.endpoint_id = d.endpoint_id AND y.sequence = d.sequence
                  UNION ALL
                 SELECT d.attempt_id, d.at, d.http, d.duration_ms, d.error, d.reply
                  WHERE d.attempt_id IS NOT NULL
                  ORDER BY attempt_id DESC LIMIT ${ATTEMPTS_MAX}) x) a ON true
      WHERE d.endpoint_id = $1 AND ($2::text[] IS NULL OR d.status = ANY($2))
        AND ($3::bigint IS NULL OR d.sequence < $3)
      ORDER BY d.sequence DESC LIMIT $4`,
    [endpointId, status ?? null, behind ?? null, limit],
  );
  return rows.map(present);
}

function present(row: Row): WebhookDelivery {
  return {
    object: 'webhook_delivery',
    event_id: formatId('evt', row.event_id),
    type: row.type,
    sequence: row.sequence,
    status: row.status,
    next_attempt_at: isoOrNull(row.next_at),
    attempts: row.attempts.map(
      (attempt): WebhookAttempt => ({
        ...attempt,
        id: formatId('whd', attempt.id),
        at: new Date(attempt.at).toISOString(),
      }),
    ),
  };
}
