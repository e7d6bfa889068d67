import { formatId } from '../kit/ids.ts';

/** An event as stored. `data` is JSON text. */
export interface StoredEvent {
  readonly eventId: string;
  readonly type: string;
  readonly sequence: number;
  readonly createdAt: Date;
  readonly data: string;
}

/** What its text is made of; the time is ISO 8601. */
export interface EventTexts {
  readonly type: string;
  readonly createdAt: string;
  readonly sequence: number;
  readonly data: string;
}

/** The event as partners see it, as JSON text: the same bytes each time, because it is built only from what is stored. */
export function eventText(event: StoredEvent, mode: 'live' | 'test'): string {
  const id = formatId('evt', event.eventId);
  return textOfEvent(id, { ...event, createdAt: event.createdAt.toISOString() }, mode);
}

/** The same of what has its id and its time as texts already. */
export function textOfEvent(
  id: string,
  { type, createdAt, sequence, data }: EventTexts,
  mode: 'live' | 'test',
): string {
  return (
    `{"id":"${id}","type":"${type}","created_at":"${createdAt}","mode":"${mode}"` +
    `,"sequence":${sequence},"data":${data}}`
  );
}
