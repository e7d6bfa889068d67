/**
 * The rows of a list as they were when one of them was opened: where a person goes on from the page of one, whatever has changed meanwhile.
 * It stays with the entry of the browser's history, so that Back and a reload keep it.
 */
export interface Trail {
  /** The address of the list, with its filters. */
  readonly list: string;
  /** The addresses of its rows, in their order. */
  readonly places: readonly string[];
  /** Which of them is open. */
  readonly at: number;
  /** How many rows are on the pages before; null if nobody knows. */
  readonly before: number | null;
  /** How many rows the list has; null: more than anybody counts; undefined: not counted. */
  readonly total: number | null | undefined;
  /** The address of the list's next page. */
  readonly more: string | null;
}

/** A step to another row, or to the next page of the list. */
export interface Step {
  readonly to: string;
  /** The state of the page; null for a page of the list. */
  readonly trail: Trail | null;
}

/** The trail in the state of a page, if it is about this address. */
export function trailIn(state: unknown, address: string): Trail | null {
  const trail = (state as { readonly queue?: Trail } | null)?.queue;
  return trail?.places?.[trail.at] === address ? trail : null;
}

export function stepFrom(trail: Trail, by: 1 | -1): Step | null {
  const at = trail.at + by;
  const to = trail.places[at];
  if (to !== undefined) return { to, trail: { ...trail, at } };
  return by === 1 && trail.more !== null ? { to: trail.more, trail: null } : null;
}

/** `3 of 17`: which row it is, and of how many, where that is known. */
export function positionOf({ at, before, total, places }: Trail): [number, number | null] | null {
  if (before === null) return null;
  const place = before + at + 1;
  return [place, total === null ? null : Math.max(total ?? 0, before + places.length)]; // nothing: not counted.
}
