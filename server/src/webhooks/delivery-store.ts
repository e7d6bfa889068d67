import { eventTypesDefault, type WebhookAttemptError } from '@psnb2b/contract';
import { eventText } from '../events/index.ts';
import { required } from '../kit/assert.ts';
import { arrayText, type Db } from '../kit/database/index.ts';
import { type Channel, type Job, positionOf, roomOf } from './channel.ts';
import { FAILING_FROM } from './endpoint.ts';

/** How many sequence numbers of a stream one read covers for an endpoint: its filter may exclude most of them. */
const WINDOW = 5_000;

/** The result of one attempt. */
export interface Outcome {
  readonly channel: Channel;
  readonly job: Job;
  readonly status: 'waiting' | 'delivered' | 'exhausted';
  readonly firstAt: Date;
  readonly nextAt: Date | null;
  readonly attemptId: string;
  readonly at: Date;
  readonly http: number | null;
  readonly durationMs: number;
  readonly error: WebhookAttemptError | null;
  readonly reply: string | null;
  readonly replyHeaders: string | null;
}

/** Leases endpoints that have something to do; returns their ids. */
export async function takeEndpoints(
  db: Db,
  lease: { readonly worker: string; readonly at: Date; readonly leaseMs: number },
  room: { readonly all: number; readonly failing: number },
): Promise<string[]> {
  const { rows } = await db.query<{ endpoint_id: string }>(
    'SELECT endpoint_id FROM webhooks.take($1, $2, $3, $4, $5, $6)',
    [lease.worker, lease.at, lease.leaseMs, room.all, FAILING_FROM, room.failing],
    'webhooks.take',
  );
  return rows.map((row) => row.endpoint_id);
}

export interface ChannelRow {
  readonly endpointId: string;
  readonly tenantId: number;
  readonly version: number;
  readonly position: number;
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly succeededAt: Date | null;
  readonly url: string;
  readonly concurrency: number;
  readonly secrets: readonly { id: string; sealed: Buffer; expiresAt: Date | null }[];
}

/** What is needed to send to endpoints. */
export async function loadChannels(db: Db, endpointIds: readonly string[]): Promise<ChannelRow[]> {
  const { rows } = await db.query<
    Omit<ChannelRow, 'secrets'> & {
      secret_id: string[];
      sealed: Buffer[];
      expires_at: (Date | null)[];
    }
  >(
    `SELECT c.endpoint_id AS "endpointId", c.tenant_id AS "tenantId", c.version, c.position,
            c.failures, c.failing_since AS "failingSince", c.succeeded_at AS "succeededAt", e.url, e.concurrency,
            s.secret_id, s.sealed, s.expires_at
       FROM webhooks.cursors c
       JOIN webhooks.endpoints e ON e.endpoint_id = c.endpoint_id
       CROSS JOIN LATERAL (
         SELECT array_agg(x.secret_id ORDER BY x.expires_at NULLS LAST, x.created_at) AS secret_id,
                array_agg(x.sealed ORDER BY x.expires_at NULLS LAST, x.created_at) AS sealed,
                array_agg(x.expires_at ORDER BY x.expires_at NULLS LAST, x.created_at) AS expires_at
           FROM webhooks.secrets x WHERE x.endpoint_id = c.endpoint_id) s
      WHERE c.endpoint_id = ANY($1) AND c.enabled AND NOT c.paused`,
    [endpointIds],
    'webhooks.load',
  );
  return rows.map(({ secret_id, sealed, expires_at, ...row }) => ({
    ...row,
    secrets: secret_id.map((id, index) => ({
      id,
      sealed: sealed[index] as Buffer,
      expiresAt: expires_at[index] ?? null,
    })),
  }));
}

/** Renews leases; returns the endpoints that are still ours. */
export async function renewLeases(
  db: Db,
  lease: { readonly worker: string; readonly leaseMs: number },
  channels: readonly Channel[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ endpoint_id: string }>(
    'SELECT endpoint_id FROM webhooks.renew($1, $2, $3)',
    [lease.worker, lease.leaseMs, channels.map((channel) => channel.endpointId)],
    'webhooks.renew',
  );
  return new Set(rows.map((row) => row.endpoint_id));
}

export async function releaseChannels(
  db: Db,
  worker: string,
  channels: readonly Channel[],
): Promise<void> {
  await db.query(
    'SELECT webhooks.release($1, $2, $3, $4)',
    [
      worker,
      channels.map((channel) => channel.endpointId),
      channels.map((channel) => channel.version),
      channels.map(positionOf),
    ],
    'webhooks.release',
  );
}

interface DueRow extends Record<string, unknown> {
  channel: number;
  version: number;
  enabled: boolean;
  read_to: number;
  sequence: number | null;
  event_id: string;
  type: string;
  subject: string;
  created_at: Date;
  data: string;
  tries: number;
  first_at: Date | null;
  fresh: boolean;
}

/** What a read found for one endpoint. */
export interface Due {
  readonly channel: Channel;
  readonly version: number;
  readonly enabled: boolean;
  readonly readTo: number;
  readonly jobs: readonly Job[];
}

export async function readDue(db: Db, at: Date, channels: readonly Channel[]): Promise<Due[]> {
  const want = channels.map(roomOf);
  const { rows } = await db.query<DueRow>(
    `SELECT channel, version, enabled, read_to, sequence, event_id, type, subject, created_at, data,
            tries, first_at, fresh
       FROM webhooks.read($1, $2, $3, $4, $5, $6, $7)`,
    [
      at,
      channels.map((channel) => channel.endpointId),
      channels.map((channel) => channel.readTo),
      want,
      channels.map((channel) => channel.knownDue),
      WINDOW,
      eventTypesDefault,
    ],
    'webhooks.read',
  );
  const byChannel = Map.groupBy(rows, (row) => row.channel - 1);
  return [...byChannel].flatMap(([index, found]) => {
    const channel = channels[index];
    const [head] = found;
    if (!channel || !head) return [];
    const jobs = found.flatMap((row) => jobOf(row, channel));
    return [
      {
        channel,
        ...reach(channel, head, jobs, required(want[index], 'each channel wants some')),
        jobs,
      },
    ];
  });
}

/** A read that was cut off by its limit covers only events up to its last one. */
function reach(channel: Channel, head: DueRow, jobs: readonly Job[], want: number) {
  const fresh = jobs.filter((job) => job.fresh).map((job) => job.sequence);
  let readTo = head.read_to;
  if (want === 0) readTo = channel.readTo;
  else if (fresh.length >= want) readTo = Math.max(...fresh);
  return { version: head.version, enabled: head.enabled, readTo };
}

function jobOf(row: DueRow, { mode }: Channel): Job[] {
  const { sequence, event_id: eventId, type, subject, data, tries, fresh } = row;
  if (sequence === null) return [];
  const body = eventText({ eventId, type, sequence, createdAt: row.created_at, data }, mode);
  return [{ sequence, eventId, type, subject, body, tries, firstAt: row.first_at, fresh }];
}

/** An array literal of values that are never null and need no quotes: ids, numbers, instants and our own words. */
function plain(values: readonly unknown[]): string {
  return `{${values.join(',')}}`;
}

/** Null for a column that is empty throughout, as these mostly are; `unnest` fills it up. */
function sparse(values: readonly unknown[]): string | null {
  return values.every((value) => value === null || value === undefined) ? null : arrayText(values);
}

/** Records the results of attempts, and the cursors of their endpoints after them. */
export async function recordOutcomes(
  db: Db,
  worker: string,
  outcomes: readonly Outcome[],
): Promise<void> {
  const channels = [...new Set(outcomes.map(({ channel }) => channel))];
  const at = outcomes.map((each) => each.at.toISOString());
  const firstAt = outcomes.map((each, index) =>
    each.firstAt === each.at ? at[index] : each.firstAt.toISOString(),
  );
  await db.query(
    `SELECT webhooks.record($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                            $17, $18, $19, $20, $21)`,
    [
      worker,
      outcomes.every(({ job }) => job.fresh),
      plain(outcomes.map(({ channel }) => channel.endpointId)),
      plain(outcomes.map(({ job }) => job.sequence)),
      plain(outcomes.map(({ status }) => status)),
      plain(outcomes.map(({ job }) => job.tries + 1)),
      plain(firstAt),
      sparse(outcomes.map(({ nextAt }) => nextAt?.toISOString())),
      plain(outcomes.map(({ attemptId }) => attemptId)),
      plain(at),
      sparse(outcomes.map(({ http }) => http)),
      plain(outcomes.map(({ durationMs }) => durationMs)),
      sparse(outcomes.map(({ error }) => error)),
      sparse(outcomes.map(({ reply }) => reply)),
      plain(channels.map((channel) => channel.endpointId)),
      plain(channels.map((channel) => channel.version)),
      plain(channels.map(positionOf)),
      plain(channels.map((channel) => channel.failures)),
      sparse(channels.map((channel) => channel.failingSince?.toISOString())),
      sparse(channels.map((channel) => channel.succeededAt?.toISOString())),
      sparse(outcomes.map(({ replyHeaders }) => replyHeaders)),
    ],
    'webhooks.record',
  );
}
