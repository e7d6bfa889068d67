import { isoTime } from '../kit/database/index.ts';

/** One event on its way to one endpoint. */
export interface Job {
  readonly sequence: number;
  /** A hash of its subject. Two subjects that share one are sent one after another, too, which does no harm. */
  readonly subject: number;
  /** Earlier attempts of this round. */
  readonly tries: number;
  readonly firstAt: Date | null;
  /** Read from the stream for the first time, not because a retry was due. */
  readonly fresh: boolean;
  /** The event's id, type, time and data, separated by commas: one text is less to keep than four. */
  readonly event: string;
}

const UUID_LENGTH = 36;

export function eventIdOf({ event }: Job): string {
  return event.slice(0, UUID_LENGTH);
}

/** The parts of its event. The time is ISO 8601, the data JSON. */
export function eventOf({ event }: Job) {
  const typeEnd = event.indexOf(',', UUID_LENGTH + 1);
  const timeEnd = event.indexOf(',', typeEnd + 1);
  return {
    eventId: event.slice(0, UUID_LENGTH),
    type: event.slice(UUID_LENGTH + 1, typeEnd),
    createdAt: isoTime(event.slice(typeEnd + 1, timeEnd)),
    data: event.slice(timeEnd + 1),
  };
}
