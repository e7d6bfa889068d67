import { eventTypesDefault, type WebhookAttemptError } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import { arrayText, type Db } from '../kit/database/index.ts';
import { isoText } from '../kit/time.ts';
import { type Channel, positionOf, roomOf } from './channel.ts';
import { FAILING_FROM } from './endpoint.ts';
import { Job } from './job.ts';

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

/** What a read found for one endpoint. */
export interface Due {
  readonly channel: Channel;
  readonly version: number;
  readonly enabled: boolean;
  readTo: number;
  readonly jobs: Job[];
}

/**
 * Reads what is due. A row is one text, whose parts are separated by commas: what the driver does for each column costs more than all else
 * about a row. The data is the last part, and may have commas.
 */
export async function readDue(db: Db, at: Date, channels: readonly Channel[]): Promise<Due[]> {
  const want = channels.map(roomOf);
  const { rows } = await db.query<{ row: string; firstAt: Date | null }>(
    `SELECT concat_ws(',', channel, version, enabled, read_to, sequence, uuid_hash(subject), tries, fresh,
                      event_id, type, created_at, data) AS row, first_at AS "firstAt"
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
  const found: (Due | undefined)[] = [];
  for (const { row, firstAt } of rows) {
    const parts = new Parts(row);
    const place = parts.number() - 1;
    const channel = required(channels[place], 'a row is of one of the channels');
    const [version, enabled, readTo] = [parts.number(), parts.flag(), parts.number()];
    const due = found[place] ?? { channel, version, enabled, readTo, jobs: [] };
    found[place] = due;
    // Where nothing is due there is one row without an event.
    if (parts.isEmpty) continue;
    const [sequence, subject] = [parts.number(), parts.number()];
    const [tries, fresh] = [parts.number(), parts.flag()];
    due.jobs.push(new Job({ sequence, subject, tries, firstAt, fresh, event: parts.rest() }));
  }
  for (const [place, due] of found.entries()) {
    // nothing: each channel wants some.
    if (due) due.readTo = reach(due, want[place] ?? 0);
  }
  // It has no place for an endpoint that is gone.
  return found.filter((due) => due !== undefined);
}

/** The parts of a row, one after the other. */
class Parts {
  readonly #row: string;
  #at = 0;

  constructor(row: string) {
    this.#row = row;
  }

  get isEmpty(): boolean {
    return this.#at >= this.#row.length;
  }

  number(): number {
    return Number(this.#next());
  }

  flag(): boolean {
    return this.#next() === 't';
  }

  rest(): string {
    return this.#row.slice(this.#at);
  }

  #next(): string {
    const comma = this.#row.indexOf(',', this.#at);
    const end = comma < 0 ? this.#row.length : comma;
    const part = this.#row.slice(this.#at, end);
    this.#at = end + 1;
    return part;
  }
}

/** A read that was cut off by its limit covers only events up to its last one. */
function reach({ channel, readTo, jobs }: Due, want: number): number {
  if (want === 0) return channel.readTo;
  let fresh = 0;
  let last = 0;
  for (const job of jobs) {
    if (!job.fresh) continue;
    fresh += 1;
    last = Math.max(last, job.sequence);
  }
  return fresh >= want ? last : readTo;
}

/** An array literal of values that are never null and need no quotes: ids, numbers, instants and our own words. */
function plain(values: readonly unknown[]): string {
  return `{${values.join(',')}}`;
}

/** Null for a column that is empty throughout, as these mostly are; `unnest` fills it up. */
function sparse(values: readonly unknown[]): string | null {
  return values.every((value) => value === null || value === undefined) ? null : arrayText(values);
}

/** The columns of some results whose values are never null, as array literals without their braces. */
function columnsOf(outcomes: readonly Outcome[]) {
  const columns = {
    endpoint: '',
    sequence: '',
    status: '',
    tries: '',
    firstAt: '',
    attempt: '',
    at: '',
    duration: '',
  };
  let comma = '';
  for (const { channel, job, status, firstAt, attemptId, at, durationMs } of outcomes) {
    const atText = isoText(at);
    columns.endpoint += comma + channel.endpointId;
    columns.sequence += comma + job.sequence;
    columns.status += comma + status;
    columns.tries += comma + (job.tries + 1);
    columns.firstAt += comma + (firstAt === at ? atText : isoText(firstAt));
    columns.attempt += comma + attemptId;
    columns.at += comma + atText;
    columns.duration += comma + durationMs;
    comma = ',';
  }
  return columns;
}

/** Records the results of attempts, and the cursors of their endpoints after them. */
export async function recordOutcomes(
  db: Db,
  worker: string,
  outcomes: readonly Outcome[],
): Promise<void> {
  const channels = [...new Set(outcomes.map(({ channel }) => channel))];
  const columns = columnsOf(outcomes);
  await db.query(
    `SELECT webhooks.record($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                            $17, $18, $19, $20, $21)`,
    [
      worker,
      outcomes.every(({ job }) => job.fresh),
      `{${columns.endpoint}}`,
      `{${columns.sequence}}`,
      `{${columns.status}}`,
      `{${columns.tries}}`,
      `{${columns.firstAt}}`,
      sparse(outcomes.map(({ nextAt }) => nextAt?.toISOString())),
      `{${columns.attempt}}`,
      `{${columns.at}}`,
      sparse(outcomes.map(({ http }) => http)),
      `{${columns.duration}}`,
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
