import type { DoorRoute } from '../both/door-reply.ts';
import { nouns } from './nouns.ts';

/** What all of them need. */
type Parts<Functions> = (
  Functions extends (parts: infer Each) => unknown
    ? (each: Each) => void
    : never
) extends (all: infer All) => void
  ? All
  : never;

/** All calls of staff except those about their own account. */
export function consoleRoutesOf(parts: Parts<(typeof nouns)[number]>): DoorRoute[] {
  return nouns.flatMap((routes) => routes(parts));
}
