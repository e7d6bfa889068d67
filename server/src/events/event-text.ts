import { formatId } from '../kit/ids.ts';

/** An event as stored. `data` is JSON text. */
export interface StoredEvent {
  readonly eventId: string;
  readonly type: string;
  readonly sequence: number;
  readonly createdAt: Date;
  readonly data: string;
}

/** The event as partners see it, as JSON text: the same bytes each time, because it is built only from what is stored. */
export function eventText(event: StoredEvent, mode: 'live' | 'test'): string {
  return (
    `{"id":"${formatId('evt', event.eventId)}","type":"${event.type}"` +
    `,"created_at":"${event.createdAt.toISOString()}","mode":"${mode}"` +
    `,"sequence":${event.sequence},"data":${event.data}}`
  );
}
