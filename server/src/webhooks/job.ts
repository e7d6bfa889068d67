import { isoTime } from '../kit/database/index.ts';

const UUID_LENGTH = 36;

/**
 * One event on its way to one endpoint. A class, because V8 makes plain objects that live as long as these among its old objects, and those keep
 * what they refer to until its next full collection: that doubled what the garbage collector copies.
 */
export class Job {
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

  constructor({ sequence, subject, tries, firstAt, fresh, event }: Omit<Job, 'eventId' | 'parts'>) {
    this.sequence = sequence;
    this.subject = subject;
    this.tries = tries;
    this.firstAt = firstAt;
    this.fresh = fresh;
    this.event = event;
  }

  get eventId(): string {
    return this.event.slice(0, UUID_LENGTH);
  }

  /** The parts of its event. The time is ISO 8601, the data JSON. */
  parts() {
    const { event } = this;
    const typeEnd = event.indexOf(',', UUID_LENGTH + 1);
    const timeEnd = event.indexOf(',', typeEnd + 1);
    return {
      eventId: this.eventId,
      type: event.slice(UUID_LENGTH + 1, typeEnd),
      createdAt: isoTime(event.slice(typeEnd + 1, timeEnd)),
      data: event.slice(timeEnd + 1),
    };
  }
}
