import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { falling, numberPlace, type PageAsked, Pages } from '../kit/pages.ts';
import type { StoredEvent } from './event-text.ts';

const COLUMNS = `event_id AS "eventId", type, sequence, created_at AS "createdAt", data`;

/** An event with what it is about. */
export interface EventEntry extends StoredEvent {
  readonly subject: string;
}

/** A tenant's events after a number, oldest first, at most so many. */
export async function listEvents(
  db: Db,
  tenantId: number,
  after: number,
  limit: number,
): Promise<StoredEvent[]> {
  const { rows } = await db.query<StoredEvent & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM events.outbox
      WHERE tenant_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
    [tenantId, after, limit],
    'events.list',
  );
  return rows;
}

export const latestPages = new Pages(
  'latest events',
  numberPlace,
  (row: EventEntry) => row.sequence,
  { turns: true },
);

/** How far apart the times of two events may be that are in the other order in their stream, because commits overlap. */
const OVERLAP = `interval '1 minute'`;

/**
 * The condition that an event happened in a period, each end of which is a parameter or NULL. `row` has its time and `numbered` its
 * number, by which the index finds the period: one that is long ago is read as fast as the newest.
 */
export function happened(
  row: string,
  numbered: string,
  tenant: string,
  from: string,
  before: string,
): string {
  const sequence = `${numbered}.sequence`;
  const place = (end: string, sign: '+' | '-', open: string) =>
    `CASE WHEN ${end}::timestamptz IS NULL THEN ${open} ELSE events.before(${tenant}, ${end} ${sign} ${OVERLAP}) END`;
  return `(${from}::timestamptz IS NULL OR ${row}.created_at >= ${from})
            AND (${before}::timestamptz IS NULL OR ${row}.created_at < ${before})
            AND ${sequence} > ${place(from, '-', '0')}
            AND ${sequence} <= ${place(before, '+', String(Number.MAX_SAFE_INTEGER))}`;
}

export interface LatestEvents {
  readonly type?: string | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

/** The condition of the filters for the rows of `events.outbox o`, whose values `valuesOf` returns. */
const MATCHES = `o.tenant_id = $1 AND ($2::text IS NULL OR o.type = $2) AND ${happened('o', 'o', '$1', '$3', '$4')}`;

function valuesOf(tenantId: number, { type, createdFrom, createdBefore }: LatestEvents) {
  return [tenantId, type ?? null, createdFrom ?? null, createdBefore ?? null];
}

/** How many of a tenant's events match, counted to one more than `most`. */
export async function countLatestEvents(
  db: Db,
  tenantId: number,
  filters: LatestEvents,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT FROM events.outbox o WHERE ${MATCHES} LIMIT $5) counted`,
    [...valuesOf(tenantId, filters), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/** A tenant's events, of one type or of a period if they are given, newest first. */
export async function listLatestEvents(
  db: Db,
  tenantId: number,
  { behind, limit, turned = false, ...filters }: LatestEvents & PageAsked<number>,
): Promise<EventEntry[]> {
  const { behind: before, order } = falling({ turned });
  const { rows } = await db.query<EventEntry & Record<string, unknown>>(
    `SELECT ${COLUMNS}, subject FROM events.outbox o
      WHERE ${MATCHES} AND ($5::bigint IS NULL OR sequence ${before} $5)
      ORDER BY sequence ${order} LIMIT $6`,
    [...valuesOf(tenantId, filters), behind ?? null, limit],
  );
  return rows;
}

/** A tenant's events about one thing that happened at these moments, oldest first. */
export async function listEventsAbout(
  db: Db,
  tenantId: number,
  subject: string,
  moments: readonly Date[],
): Promise<StoredEvent[]> {
  const { rows } = await db.query<StoredEvent & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM events.outbox
      WHERE created_at = ANY($3::timestamptz[]) AND tenant_id = $1 AND subject = $2
      ORDER BY sequence`,
    [tenantId, subject, moments],
  );
  return rows;
}

/** One of a tenant's events; null if it never existed, or was pruned. */
export async function findEvent(
  db: Db,
  tenantId: number,
  eventId: string,
): Promise<EventEntry | null> {
  const { rows } = await db.query<EventEntry & Record<string, unknown>>(
    `SELECT ${COLUMNS}, subject FROM events.outbox
      WHERE created_at = $3 AND event_id = $2 AND tenant_id = $1`,
    [tenantId, eventId, timeOf(eventId)],
  );
  return rows[0] ?? null;
}

/** The first 48 bits of a version 7 UUID are its milliseconds (RFC 9562). */
function timeOf(uuid: string): Date {
  return new Date(Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16));
}
