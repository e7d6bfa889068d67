import type { EventType } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';

/** A fact, emitted in the commit that makes it true. */
export interface EventFact {
  readonly at: Date;
  readonly tenantId: number;
  readonly type: EventType;
  /** Its subject: first delivery attempts about one subject are made one after another. */
  readonly subject: string;
  /** The data that the contract declares for the type; never a code, never a secret. */
  readonly data: object;
}

/**
 * Appends a fact to its tenant's stream and returns the event's id. Locks the stream until the commit, so call it last in a
 * transaction, after every other lock.
 */
export async function emitEvent(tx: Tx, fact: EventFact): Promise<string> {
  // The id contains the time of the event, which is how an event is found by its id.
  const eventId = newUuid(fact.at.getTime());
  await tx.query(
    'SELECT events.emit($1, $2, ARRAY[$3::int], ARRAY[$4::uuid], ARRAY[$5::uuid], ARRAY[$6::text])',
    [fact.at, fact.type, fact.tenantId, fact.subject, eventId, JSON.stringify(fact.data)],
    'events.emit',
  );
  return eventId;
}
