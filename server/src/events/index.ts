export { type EventFact, emitEvent } from './emit-event.ts';
export { eventText, type StoredEvent, textOfEvent } from './event-text.ts';
export { eventsBegin } from './events-begin.ts';
export { eventInvariants } from './invariants.ts';
export { lastSequence } from './last-sequence.ts';
export { leapStreams, streamTenants } from './leap-streams.ts';
export {
  countLatestEvents,
  type EventEntry,
  findEvent,
  happened,
  type LatestEvents,
  latestPages,
  listEvents,
  listEventsAbout,
  listLatestEvents,
} from './list-events.ts';
export { openStream } from './open-stream.ts';
export { findPrunable, type Prunable, type PrunableFound, pruneEvents } from './prune-events.ts';
