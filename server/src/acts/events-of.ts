import { type EventType, eventTypeNames } from '@psnb2b/contract';
import { invalid } from '../kit/refusal.ts';

/** The event types that a ticket names, or null for the default ones; refuses unknown types. */
export function eventsOf(names: readonly string[] | undefined): EventType[] | null {
  if (names === undefined) return null;
  const known: readonly string[] = eventTypeNames;
  const strange = names.findIndex((name) => !known.includes(name));
  if (strange === -1 && names.length > 0) return [...new Set(names)] as EventType[];
  throw invalid({
    pointer: strange === -1 ? '/webhook/events' : `/webhook/events/${strange}`,
    code: 'enum',
    detail: `It must be one of ${known.join(', ')}.`,
  });
}
