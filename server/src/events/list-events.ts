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

/** A tenant's events, of one type if it is given, newest first. */
export async function listLatestEvents(
  db: Db,
  tenantId: number,
  { type, behind, limit, ...way }: PageAsked<number> & { readonly type?: string | undefined },
): Promise<EventEntry[]> {
  const { behind: before, order } = falling(way);
  const { rows } = await db.query<EventEntry & Record<string, unknown>>(
    `SELECT ${COLUMNS}, subject FROM events.outbox
      WHERE tenant_id = $1 AND ($2::bigint IS NULL OR sequence ${before} $2)
        AND ($3::text IS NULL OR type = $3) ORDER BY sequence ${order} LIMIT $4`,
    [tenantId, behind ?? null, type ?? null, limit],
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
