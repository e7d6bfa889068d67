import { eventTypesDefault, webhookReplayCountMax } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import type { Endpoint } from './endpoint.ts';
import type { ReplayRange } from './replay-events.ts';

/** The events that a replay would send, and its range. */
export interface ReplayCount extends Pick<ReplayRange, 'after'> {
  readonly through: number;
  readonly events: number;
  /** There are more than were counted. */
  readonly capped: boolean;
}

/** Counts what `replayEvents` would send of the events between two times; without them, of all that are stored. */
export async function countReplay(
  db: Db,
  { endpointId, tenantId }: Pick<Endpoint, 'endpointId' | 'tenantId'>,
  since: Date | null,
  includeDelivered: boolean,
  until: Date | null = null,
): Promise<ReplayCount> {
  const { rows } = await db.query<{ events: number; after: number; through: number }>(
    `SELECT r.after, r.through,
            (SELECT count(*) FROM webhooks.replayable($2, r.after, r.through, $4, $5, $6)) AS events
       FROM events.heads() h
       CROSS JOIN LATERAL (
         SELECT events.before(h.tenant_id, $3) AS after,
                CASE WHEN $7::timestamptz IS NULL THEN h.last_sequence ELSE events.before(h.tenant_id, $7) END AS through) r
      WHERE h.tenant_id = $1`,
    [
      ...[tenantId, endpointId, since, includeDelivered, webhookReplayCountMax + 1],
      ...[eventTypesDefault, until],
    ],
  );
  const { events, ...range } = required(rows[0], 'a tenant has a stream');
  const capped = events > webhookReplayCountMax;
  return { ...range, events: capped ? webhookReplayCountMax : events, capped };
}
