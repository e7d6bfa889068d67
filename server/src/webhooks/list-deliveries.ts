import type {
  WebhookAttempt,
  WebhookAttemptError,
  WebhookDelivery,
  WebhookDeliveryStatus,
} from '@psnb2b/contract';
import { happened } from '../events/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId, NO_ID } from '../kit/ids.ts';
import { falling, numberPlace, type PageAsked, Pages, type PlaceForm } from '../kit/pages.ts';
import { isoOrNull } from '../kit/time.ts';

/** How many attempts of one delivery are shown: a replayed delivery may have more. */
const ATTEMPTS_MAX = 50;

/** One attempt as stored. */
export interface Attempt {
  readonly id: string;
  readonly at: string;
  readonly status: number | null;
  readonly duration_ms: number;
  readonly error: WebhookAttemptError | null;
  readonly reply: string | null;
  readonly reply_headers: Readonly<Record<string, string>> | null;
}

/** One event at one endpoint, as stored. */
export interface Delivery {
  readonly endpointId: string;
  readonly eventId: string;
  readonly type: WebhookDelivery['type'];
  readonly subject: string;
  readonly createdAt: Date;
  readonly sequence: number;
  readonly status: WebhookDeliveryStatus;
  readonly tries: number;
  readonly nextAttemptAt: Date | null;
  /** The first one first. */
  readonly attempts: readonly Attempt[];
}

/** A place among the deliveries of several endpoints: newest event first, then by endpoint. */
export type DeliveryPlace = Pick<Delivery, 'sequence' | 'endpointId'>;

const deliveryPlace: PlaceForm<DeliveryPlace> = {
  write: ({ sequence, endpointId }) => `${sequence} ${endpointId}`,
  read: (text) => {
    const [, sequence, endpointId] = /^([0-9]{1,15}) ([0-9a-f-]{36})$/.exec(text) ?? [];
    return sequence === undefined || endpointId === undefined
      ? null
      : { sequence: Number(sequence), endpointId };
  },
};
export const deliveryPages = new Pages('deliveries', numberPlace, (row: Delivery) => row.sequence);
export const deliveryPagesOfAll = new Pages(
  'all deliveries',
  deliveryPlace,
  (row: Delivery): DeliveryPlace => row,
  { turns: true },
);

export interface DeliveryFilters {
  readonly endpointIds: readonly string[];
  readonly status?: readonly WebhookDeliveryStatus[] | undefined;
  readonly type?: string | undefined;
  /** Only of events that happened from then on, or before then. */
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

interface DeliveriesAsked extends DeliveryFilters, PageAsked<DeliveryPlace> {
  /** How many attempts of each, the last ones. */
  readonly attemptsMax?: number;
}

/** The place behind all deliveries of an event: no id is before NO_ID, so it is between two events. */
export function behindEvent(sequence: number | null): DeliveryPlace | null {
  return sequence === null ? null : { sequence, endpointId: NO_ID };
}

/** The condition of the filters for the rows of `webhooks.deliveries x` and their events `o`, whose values `valuesOf` returns. */
function matching({ status }: DeliveryFilters): string {
  // A literal condition, so that the index over the few that were not delivered serves.
  const fewOnly = status && !status.includes('delivered') ? "AND x.status <> 'delivered'" : '';
  return `x.endpoint_id = c.endpoint_id ${fewOnly}
            AND ($2::text[] IS NULL OR x.status = ANY($2)) AND ($3::text IS NULL OR o.type = $3)
            AND ${happened('o', 'x', 'c.tenant_id', '$4', '$5')}`;
}

function valuesOf({ endpointIds, status, type, createdFrom, createdBefore }: DeliveryFilters) {
  return [endpointIds, ...[status, type, createdFrom, createdBefore].map((each) => each ?? null)];
}

/** How many deliveries match, counted to one more than `most`. */
export async function countDeliveries(
  db: Db,
  filters: DeliveryFilters,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM webhooks.cursors c
         JOIN webhooks.deliveries x ON x.endpoint_id = c.endpoint_id
         JOIN events.entries() o ON o.tenant_id = c.tenant_id AND o.sequence = x.sequence
        WHERE c.endpoint_id = ANY($1) AND ${matching(filters)} LIMIT $6) counted`,
    [...valuesOf(filters), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/** The deliveries of endpoints of one tenant, newest event first. */
export async function listDeliveries(db: Db, filters: DeliveriesAsked): Promise<Delivery[]> {
  const { behind, limit, attemptsMax = ATTEMPTS_MAX } = filters;
  const { behind: before, order } = falling(filters);
  const { rows } = await db.query<Delivery & Record<string, unknown>>(
    `SELECT d.endpoint_id AS "endpointId", d.event_id AS "eventId", d.type, d.subject,
            d.created_at AS "createdAt", d.sequence, d.status, d.tries,
            d.next_at AS "nextAttemptAt", coalesce(a.attempts, '[]') AS attempts
       FROM webhooks.cursors c
       CROSS JOIN LATERAL (
         SELECT x.*, o.event_id, o.type, o.subject, o.created_at
           FROM webhooks.deliveries x
           JOIN events.entries() o ON o.tenant_id = c.tenant_id AND o.sequence = x.sequence
          WHERE ${matching(filters)}
            AND ($6::bigint IS NULL
                 OR x.sequence ${before}= $6 AND (x.sequence, x.endpoint_id) ${before} ($6, $7::uuid))
          ORDER BY x.sequence ${order} LIMIT $8) d
       LEFT JOIN LATERAL (
         SELECT json_agg(json_build_object('id', x.attempt_id, 'at', x.at, 'status', x.http,
                  'duration_ms', x.duration_ms, 'error', x.error, 'reply', x.reply,
                  'reply_headers', x.reply_headers::json)
                  ORDER BY x.attempt_id) AS attempts
           FROM (SELECT y.attempt_id, y.at, y.http, y.duration_ms, y.error, y.reply, y.reply_headers
                   FROM webhooks.attempts y
                  WHERE y.endpoint_id = d.endpoint_id AND y.sequence = d.sequence
                  UNION ALL
                 SELECT d.attempt_id, d.at, d.http, d.duration_ms, d.error, d.reply, d.reply_headers
                  WHERE d.attempt_id IS NOT NULL
                  ORDER BY attempt_id DESC LIMIT $9) x) a ON true
      WHERE c.endpoint_id = ANY($1)
      ORDER BY d.sequence ${order}, d.endpoint_id ${order} LIMIT $8`,
    [
      ...valuesOf(filters),
      ...[behind?.sequence ?? null, behind?.endpointId ?? NO_ID, limit, attemptsMax],
    ],
  );
  return rows;
}

/** The deliveries of one event to these endpoints. */
export async function deliveriesOfEvent(
  db: Db,
  endpoints: readonly { readonly endpointId: string }[],
  { sequence }: { readonly sequence: number },
): Promise<Delivery[]> {
  const endpointIds = endpoints.map(({ endpointId }) => endpointId);
  const limit = endpointIds.length;
  const found = await listDeliveries(db, {
    endpointIds,
    limit,
    behind: behindEvent(sequence + 1),
  });
  return found.filter((each) => each.sequence === sequence);
}

/** A delivery as the partner API shows it. */
export function presentDelivery(delivery: Delivery): WebhookDelivery {
  return {
    object: 'webhook_delivery',
    event_id: formatId('evt', delivery.eventId),
    type: delivery.type,
    sequence: delivery.sequence,
    status: delivery.status,
    next_attempt_at: isoOrNull(delivery.nextAttemptAt),
    attempts: delivery.attempts.map(presentAttempt),
  };
}

export function presentAttempt({ id, at, ...attempt }: Attempt): WebhookAttempt {
  return { id: formatId('whd', id), at: new Date(at).toISOString(), ...attempt };
}
