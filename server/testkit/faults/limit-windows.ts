import type { History } from './history.ts';

const WINDOW_MS = 60_000;
/** A process that counted alone may do so for this long before it asks again, or says again that it counts alone. */
const ALONE_MS = 1_000;
const EXCEEDED_MAX = 5;

/** How often the limited key was served in the fullest 60 seconds. */
export interface Fullest {
  /** While the counts were never away, so that they are exact. */
  readonly steady: number;
  /** In any window, also one in which counts had to be put back. */
  readonly any: number;
  /** Windows with more than decision 55 allows, in words. */
  readonly exceeded: readonly string[];
}

/** A time in which the counts of all processes were away or lost: a fail-over, or a process that counts alone. */
interface Span {
  readonly from: number;
  to: number;
}

export interface LimitedBy {
  /** Requests of the key in 60 seconds. */
  readonly limit: number;
  readonly nodes: number;
  /** When a process said that it counts alone, by the journal's clock. */
  readonly alone: readonly number[];
}

/**
 * Finds the fullest windows by the client's clock. A request was counted between its sending and its reply, so those of a window are the ones that were sent
 * and answered within it: what is found here was certainly granted.
 */
export function fullestWindows(
  { sent, faults }: History,
  { limit, nodes, alone }: LimitedBy,
): Fullest {
  const served = sent
    .filter(({ call, reply }) => call.kind === 'probe' && reply?.status === 200)
    .map(({ at, reply }) => ({ from: at, to: reply?.at ?? at }))
    .sort((one, other) => one.from - other.from);
  const faultsOf = (part: string) => faults.filter(({ fault }) => fault.startsWith(part));
  const away = joined([
    ...faultsOf('primary').map(({ at, until }) => ({ from: at, to: until })),
    ...alone.map((at) => ({ from: at, to: at + ALONE_MS })),
  ]);
  const lost = faultsOf('API node').map(({ at }) => at);
  const forgotten = lostIn(away, lost);
  const share = Math.floor(limit / nodes);
  const allowedIn = (window: Span) => {
    let [allowed, beyond] = [limit, 0];
    for (const each of away.filter((span) => overlap(span, window))) {
      const count = forgotten.get(each);
      if (count === undefined) beyond = limit - share;
      else allowed += count * limit;
    }
    return allowed + beyond;
  };
  const exceeded: string[] = [];
  let [steady, any] = [0, 0];
  for (const [index, { from }] of served.entries()) {
    const within = (end: number) => {
      let count = 0;
      for (let at = index; at < served.length && (served[at]?.from ?? end) < end; at += 1) {
        if ((served[at]?.to ?? end) <= end) count += 1;
      }
      return count;
    };
    const window = { from, to: from + WINDOW_MS };
    const count = within(window.to);
    any = Math.max(any, count);
    const allowed = allowedIn(window);
    if (count > allowed) exceeded.push(`${count} of ${allowed} from ${Math.round(from)} ms on`);
    // Also what is shorter than a window must not have more than a window may.
    const awayAt = away.find(({ to }) => to > from)?.from ?? Number.POSITIVE_INFINITY;
    const exact = within(Math.min(window.to, awayAt));
    steady = Math.max(steady, exact);
    if (exact > limit) exceeded.push(`${exact} of ${limit} from ${Math.round(from)} ms on`);
  }
  return { steady, any, exceeded: exceeded.slice(0, EXCEEDED_MAX) };
}

/**
 * How many lost nodes took counts with them in each span. A node is counted once: in the first span that ended after it was lost and began while what it had granted
 * was still within a window. Every other fail-over finds the counts of all nodes that live.
 */
function lostIn(away: readonly Span[], lost: readonly number[]): Map<Span, number> {
  const counts = new Map<Span, number>();
  for (const at of lost) {
    const first = away.find(({ from, to }) => to > at && from < at + WINDOW_MS);
    if (first) counts.set(first, (counts.get(first) ?? 0) + 1); // nothing: no other node yet.
  }
  return counts;
}

function overlap(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}

/** Makes one span of those that overlap, in order. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}
