import { type EventType, eventTypesDefault, type WebhookStatusReason } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { idPlace, Pages } from '../kit/pages.ts';
import { Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import type { Endpoint } from './endpoint.ts';

interface Row extends Record<string, unknown> {
  endpointId: string;
  tenantId: number;
  url: string;
  description: string | null;
  events: EventType[] | null;
  concurrency: number;
  status: 'enabled' | 'disabled';
  statusReason: WebhookStatusReason | null;
  statusAt: Date;
  pausedAt: Date | null;
  staffReason: string | null;
  failingSince: Date | null;
  succeededAt: Date | null;
  createdAt: Date;
  rotationEndsAt: Date | null;
}

const SELECT = `
  SELECT e.endpoint_id AS "endpointId", e.tenant_id AS "tenantId", e.url, e.description, e.events, e.concurrency, e.status,
         e.status_reason AS "statusReason", e.status_at AS "statusAt", e.paused_at AS "pausedAt",
         e.staff_reason AS "staffReason", c.failing_since AS "failingSince",
         c.succeeded_at AS "succeededAt", e.created_at AS "createdAt",
         (SELECT max(s.expires_at) FROM webhooks.secrets s
           WHERE s.endpoint_id = e.endpoint_id) AS "rotationEndsAt"
    FROM webhooks.endpoints e JOIN webhooks.cursors c ON c.endpoint_id = e.endpoint_id
   WHERE e.status <> 'deleted'`;

/** A tenant's endpoint; `not_found` for an unknown one or somebody else's. */
export async function findEndpoint(
  db: Db,
  { tenantId }: TenantRef,
  endpointId: string,
): Promise<Endpoint> {
  const { rows } = await db.query<Row>(
    `${SELECT} AND e.tenant_id = $1 AND e.endpoint_id = $2`,
    [tenantId, endpointId],
    'webhooks.find',
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

export const endpointPages = new Pages(
  'endpoints',
  idPlace,
  ({ endpointId }: Endpoint) => endpointId,
);

/** A tenant's endpoints behind one of them, or all, newest first. */
export async function listEndpoints(
  db: Db,
  { tenantId }: TenantRef,
  { behind = null }: { readonly behind?: string | null } = {},
): Promise<Endpoint[]> {
  const { rows } = await db.query<Row>(
    `${SELECT} AND e.tenant_id = $1 AND ($2::uuid IS NULL OR e.endpoint_id < $2)
      ORDER BY e.endpoint_id DESC`,
    [tenantId, behind],
  );
  return rows;
}

/** Number of endpoints that these tenants have together. */
export async function countEndpoints(db: Db, tenantIds: readonly number[]): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM webhooks.endpoints
      WHERE tenant_id = ANY($1::int[]) AND status <> 'deleted'`,
    [tenantIds],
  );
  return required(rows[0], 'a count has a row').count;
}

/** The tenant of an endpoint, for callers who may see all; `not_found` if there is none. */
export async function tenantOfEndpoint(db: Db, endpointId: string): Promise<number> {
  const { rows } = await db.query<{ tenant_id: number }>(
    `SELECT tenant_id FROM webhooks.endpoints WHERE endpoint_id = $1 AND status <> 'deleted'`,
    [endpointId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0].tenant_id;
}

/** The enabled endpoints of a tenant that are sent an event by their filters. */
export async function endpointsFor(
  db: Db,
  { tenantId }: TenantRef,
  { type, subject }: { readonly type: string; readonly subject: string },
): Promise<string[]> {
  const { rows } = await db.query<{ endpoint_id: string }>(
    `SELECT endpoint_id FROM webhooks.endpoints
      WHERE tenant_id = $1 AND status = 'enabled'
        AND webhooks.wants(endpoint_id, coalesce(events, $4), $2, $3) ORDER BY endpoint_id`,
    [tenantId, type, subject, eventTypesDefault],
  );
  return rows.map((row) => row.endpoint_id);
}

export async function insertEndpoint(
  tx: Tx,
  endpoint: {
    readonly endpointId: string;
    readonly tenantId: number;
    readonly url: string;
    readonly description: string | null;
    readonly events: readonly EventType[] | null;
    readonly concurrency: number;
    readonly at: Date;
  },
): Promise<void> {
  const { endpointId, tenantId, url, description, events, concurrency, at } = endpoint;
  await tx.query(
    `INSERT INTO webhooks.endpoints
       (endpoint_id, tenant_id, url, events, status, status_at, created_at, description, concurrency)
     VALUES ($1, $2, $3, $4, 'enabled', $5, $5, $6, $7)`,
    [endpointId, tenantId, url, events, at, description, concurrency],
  );
  await tx.query(
    `INSERT INTO webhooks.cursors (endpoint_id, tenant_id, enabled, wanted_after, position)
     SELECT $1, h.tenant_id, true, h.last_sequence, h.last_sequence
       FROM events.heads() h WHERE h.tenant_id = $2`,
    [endpointId, tenantId],
  );
}

/** Stops sending: waiting deliveries are dropped. False if it was already stopped. */
export async function stopEndpoint(
  tx: Tx,
  endpointId: string,
  stop: {
    readonly at: Date;
    readonly status: 'disabled' | 'deleted';
    readonly reason: WebhookStatusReason;
    readonly defaults: readonly EventType[];
  },
): Promise<boolean> {
  const { rows } = await tx.query<{ stopped: boolean }>(
    'SELECT webhooks.stop($1, $2, $3, $4, $5) AS stopped',
    [stop.at, endpointId, stop.status, stop.reason, stop.defaults],
  );
  return rows[0]?.stopped ?? false;
}
