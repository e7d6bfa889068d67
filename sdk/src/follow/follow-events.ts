import { PsnB2bError } from '../errors.ts';
import type { Event } from '../generated/events.ts';
import type { EventList } from '../generated/shapes.ts';
import { pause } from '../transport/retry.ts';
import type { CallOptions, Send } from '../transport/send.ts';
import { outlast } from './outlast.ts';

/** Keeps the position of one follower, such as a row of your database or a file. */
export interface CursorStore {
  /** Returns what was saved last; null if nothing was. */
  load(): Promise<string | null>;
  /** Saves durably: after a crash the follower resumes here. */
  save(cursor: string): Promise<void>;
}

export interface FollowOptions extends CallOptions {
  readonly store: CursorStore;
  /** Where to begin if the store is empty: with the oldest event of 30 days, or with the next one. `beginning` by default. */
  readonly from?: 'beginning' | 'now' | undefined;
  /** Only events of these types; the position passes over the others. */
  readonly types?: readonly Event['type'][] | undefined;
  /** How long to wait for more after the newest event, in milliseconds; 2,000 by default. */
  readonly pollMs?: number | undefined;
}

const PAGE = 100;
const POLL_MS = 2_000;

/**
 * Yields each event once it has happened, in the order of `sequence`, without end. An event is handled when your loop asks for the next one:
 * only then is its position saved. If your program ends or throws before, the event comes again. A fault of the connection or of the shop is
 * outlasted, however long; a refusal that no wait changes is thrown, and so is what your store throws. The signal ends it at once, also in the
 * middle of what one read returned.
 */
export async function* followEvents(
  send: Send,
  options: FollowOptions,
): AsyncGenerator<Event, void> {
  const { store, from = 'beginning', types, pollMs = POLL_MS, ...call } = options;
  const wanted = types && new Set<string>(types);
  const saved = await store.load();
  const read = (after: number) => {
    const query = { after, limit: PAGE };
    return outlast(() => send('listEvents', { query }, call), pollMs, call.signal);
  };
  let after = saved === null ? await beginning(read, from) : position(saved);
  if (saved === null) await store.save(String(after));
  for (;;) {
    const { data, has_more } = await read(after);
    let unsaved = after;
    for (const event of data) {
      // The same event twice, or one before: the server may repeat, the follower does not.
      if (event.sequence <= unsaved) continue;
      if (!wanted || wanted.has(event.type)) {
        yield event;
        await store.save(String(event.sequence));
        after = event.sequence;
        call.signal?.throwIfAborted();
      }
      unsaved = event.sequence;
    }
    if (unsaved !== after) await store.save(String(unsaved));
    after = unsaved;
    if (!has_more) await pause(pollMs, call.signal);
  }
}

async function beginning(
  read: (after: number) => Promise<EventList>,
  from: 'beginning' | 'now',
): Promise<number> {
  let after = 0;
  if (from === 'beginning') return after;
  for (;;) {
    const page = await read(after);
    after = page.data.at(-1)?.sequence ?? after;
    if (!page.has_more) return after;
  }
}

function position(saved: string): number {
  if (/^\d{1,15}$/.test(saved)) return Number(saved);
  throw new PsnB2bError(
    `The cursor store holds “${saved.slice(0, 40)}”, which no follower of events saved.`,
  );
}

/** A store in memory: for tests, and for programs that begin again after each start. */
export function memoryCursorStore(cursor: string | null = null): CursorStore {
  let kept = cursor;
  return {
    load: async () => kept,
    save: async (next) => {
      kept = next;
    },
  };
}

/** Remembers ids, the latest `max` of them: webhooks may come twice. */
export interface SeenIds {
  /** Returns whether the id is new, and remembers it. */
  add(id: string): boolean;
}

/** In memory; a program that must not handle an event twice after a restart keeps the ids where its own data is. */
export function seenIds(max = 10_000): SeenIds {
  const ids = new Set<string>();
  return {
    add(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > max && oldest !== undefined) ids.delete(oldest);
      return true;
    },
  };
}
