import type { WebhookDeliveryStatus } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';

/** One event at one endpoint, in short. */
export interface EventDelivery {
  readonly endpointId: string;
  readonly sequence: number;
  readonly status: WebhookDeliveryStatus;
  readonly attempts: number;
  /** Of the last attempt; null before the first. */
  readonly at: Date | null;
  readonly http: number | null;
}

/** The deliveries of a tenant's events, by their numbers, at all endpoints; for staff. */
export async function deliveriesOfEvents(
  db: Db,
  tenantId: number,
  sequences: readonly number[],
): Promise<EventDelivery[]> {
  const { rows } = await db.query<EventDelivery>(
    `SELECT d.endpoint_id AS "endpointId", d.sequence, d.status, d.at, d.http,
            (d.attempt_id IS NOT NULL)::int
              + (SELECT count(*)::int FROM webhooks.attempts a
                  WHERE a.endpoint_id = d.endpoint_id AND a.sequence = d.sequence) AS attempts
       FROM webhooks.endpoints e JOIN webhooks.deliveries d ON d.endpoint_id = e.endpoint_id
      WHERE e.tenant_id = $1 AND d.sequence = ANY($2::bigint[])
      ORDER BY d.sequence, d.endpoint_id`,
    [tenantId, sequences],
  );
  return rows;
}
