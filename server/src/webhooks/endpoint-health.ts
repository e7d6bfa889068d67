import {
  eventTypesDefault,
  type WebhookHealthState,
  type WebhookHealthView,
} from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { Refusal } from '../kit/refusal.ts';
import { DAY_MS, SECOND_MS } from '../kit/time.ts';
import { type CallFigures, p95, sumOf } from '../status/index.ts';
import { type Endpoint, FAILING_MAX_MS } from './endpoint.ts';
import type { Attempt } from './list-deliveries.ts';

/** How many waiting events of an endpoint are counted. */
export const WAITING_MAX = 10_000;

/** An endpoint of any partner, as staff see it. */
export interface EndpointHealth extends Omit<Endpoint, 'url' | 'rotationEndsAt'> {
  /** Its host and port: the rest of a URL may hold a secret of its owner. */
  readonly host: string;
  readonly state: WebhookHealthState;
  /** It accepted nothing for seven days although its tenant had events. */
  readonly silent: boolean;
  /** Its last failure is one that no repetition cures. */
  readonly cannotHeal: boolean;
  /** When it will be disabled unless a delivery succeeds; null if it does not fail. */
  readonly disabledFrom: Date | null;
  /** Deliveries and events that wait, at most WAITING_MAX of each. */
  readonly waiting: number;
  readonly oldestWaitingAt: Date | null;
  readonly lastAttempt: Attempt | null;
  /** Attempts that ended in the last 24 hours, by whole hours, and those of them that failed. */
  readonly attempts: number;
  readonly failures: number;
  /** Milliseconds within which 95 of 100 of them ended; null without any, and above the last bound. */
  readonly p95Ms: number | null;
}

export interface HealthFilters {
  /** `attention`: what staff should look at. `cannot_heal` and `silent` cut across the states. */
  readonly state?: WebhookHealthView | undefined;
  /** Only of these tenants. */
  readonly tenantIds?: readonly number[] | undefined;
  /** Only with this text in their host. */
  readonly hostPart?: string | undefined;
}

export const healthPages = new Pages(
  'endpoint health',
  idPlace,
  ({ endpointId }: Pick<EndpointHealth, 'endpointId'>) => endpointId,
  { turns: true },
);

const HOST = "split_part(split_part(e.url, '/', 3), '?', 1)";
const WANTED = `
  ($2::int[] IS NULL OR e.tenant_id = ANY($2))
  AND ($3::text IS NULL OR strpos(lower(${HOST}), lower($3)) > 0)
  AND CASE $4::text WHEN 'all' THEN true WHEN 'attention' THEN h.needs_a_look WHEN 'silent' THEN h.silent
                    WHEN 'cannot_heal' THEN h.cannot_heal ELSE h.state = $4 END`;
const FROM = `webhooks.health($1) h
  JOIN webhooks.endpoints e ON e.endpoint_id = h.endpoint_id
  JOIN webhooks.cursors c ON c.endpoint_id = h.endpoint_id`;

type Row = Omit<EndpointHealth, 'disabledFrom' | 'attempts' | 'failures' | 'p95Ms'>;

/** Endpoints of all partners, newest first. */
export async function listHealth(
  db: Db,
  at: Date,
  { state, tenantIds, hostPart, ...asked }: HealthFilters & PageAsked<string>,
): Promise<EndpointHealth[]> {
  const { order, behind } = falling(asked);
  return read(
    db,
    at,
    `${WANTED} AND ($5::uuid IS NULL OR e.endpoint_id ${behind} $5)
      ORDER BY e.endpoint_id ${order} LIMIT $6`,
    [tenantIds ?? null, hostPart ?? null, state ?? 'all', asked.behind ?? null, asked.limit],
  );
}

/** One of them; `not_found` for an unknown one. */
export async function findHealth(db: Db, at: Date, endpointId: string): Promise<EndpointHealth> {
  const [found] = await read(db, at, 'e.endpoint_id = $2', [endpointId]);
  if (!found) throw new Refusal('not_found');
  return found;
}

/** How many there are, counted to one more than `most`. */
export async function countHealth(
  db: Db,
  at: Date,
  { state, tenantIds, hostPart }: HealthFilters,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM ${FROM} WHERE ${WANTED} LIMIT $5) x`,
    [at, tenantIds ?? null, hostPart ?? null, state ?? 'all', most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/** Reads the endpoints, and then what costs more: what waits at each, its last attempt, its figures. */
async function read(
  db: Db,
  at: Date,
  where: string,
  values: readonly unknown[],
): Promise<EndpointHealth[]> {
  const { rows } = await db.query<Row & Record<string, unknown>>(
    `SELECT x.*, coalesce(w.waiting, 0) AS waiting, l.attempt AS "lastAttempt"
       FROM (
         SELECT e.endpoint_id AS "endpointId", e.tenant_id AS "tenantId", ${HOST} AS host, e.description, e.events, e.concurrency,
                e.status, e.status_reason AS "statusReason", e.status_at AS "statusAt",
                e.staff_reason AS "staffReason", e.paused_at AS "pausedAt",
                c.failing_since AS "failingSince", c.succeeded_at AS "succeededAt", e.created_at AS "createdAt",
                c.position, h.state, h.silent, h.cannot_heal AS "cannotHeal", h.oldest_at AS "oldestWaitingAt"
           FROM ${FROM} WHERE ${where}) x
       LEFT JOIN LATERAL (
         SELECT (SELECT count(*) FROM (
                   SELECT FROM webhooks.deliveries d
                    WHERE d.endpoint_id = x."endpointId" AND d.status = 'waiting' LIMIT ${WAITING_MAX}) d)
              + (SELECT count(*) FROM (
                   SELECT FROM events.entries() o
                    WHERE o.tenant_id = x."tenantId" AND o.sequence > x.position
                      AND webhooks.wants(x."endpointId", coalesce(x.events, $${values.length + 2}), o.type, o.subject)
                    LIMIT ${WAITING_MAX}) o) AS waiting) w ON x.state <> 'disabled'
       LEFT JOIN LATERAL (
         SELECT json_build_object('id', y.attempt_id, 'at', y.at, 'status', y.http, 'duration_ms', y.duration_ms,
                  'error', y.error, 'reply', y.reply, 'reply_headers', y.reply_headers::json) AS attempt
           FROM webhooks.deliveries y WHERE y.endpoint_id = x."endpointId" AND y.attempt_id IS NOT NULL
          ORDER BY y.sequence DESC LIMIT 1) l ON true`,
    [at, ...values, eventTypesDefault],
  );
  const sums = await sumsSince(
    db,
    new Date(at.getTime() - DAY_MS),
    rows.map(({ endpointId }) => endpointId),
  );
  return rows.map((row) => ({ ...row, disabledFrom: disabledFrom(row), ...figuresOf(sums, row) }));
}

async function sumsSince(
  db: Db,
  since: Date,
  endpointIds: readonly string[],
): Promise<ReadonlyMap<string, CallFigures>> {
  const { rows } = await db.query<CallFigures & { endpointId: string } & Record<string, unknown>>(
    `SELECT endpoint_id AS "endpointId", attempts AS calls, failures, times FROM webhooks.sums
      WHERE endpoint_id = ANY($1) AND hour > $2`,
    [endpointIds, since],
  );
  const of = Map.groupBy(rows, ({ endpointId }) => endpointId);
  return new Map([...of].map(([endpointId, all]) => [endpointId, sumOf(all)]));
}

function figuresOf(sums: ReadonlyMap<string, CallFigures>, { endpointId }: Row) {
  const figures = sums.get(endpointId);
  if (!figures) return { attempts: 0, failures: 0, p95Ms: null };
  return { attempts: figures.calls, failures: figures.failures, p95Ms: p95Ms(figures) };
}

/** The bound in milliseconds within which 95 of 100 attempts ended; null without any, and above the last bound. */
export function p95Ms(figures: CallFigures): number | null {
  const seconds = p95(figures);
  return seconds === null || !Number.isFinite(seconds) ? null : Math.round(seconds * SECOND_MS);
}

function disabledFrom({ state, failingSince }: Row): Date | null {
  if (state !== 'failing' || failingSince === null) return null;
  return new Date(failingSince.getTime() + FAILING_MAX_MS);
}
