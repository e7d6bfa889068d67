import { Readable } from 'node:stream';

/** What a reader may leave unread; then its stream is cut, and its page opens another. */
const BUFFER_MAX_BYTES = 65_536;

/** Whom a stream belongs to, and what it was opened with. */
export interface Watcher {
  readonly sessionId: string;
  readonly userId: string;
  readonly role: string;
  /** Null for staff. */
  readonly partnerId: string | null;
  readonly isSuspended: boolean;
  /** The scopes whose changes concern it. */
  readonly scopes: readonly string[];
  /** What its role may read, as the first parts of paths. */
  readonly reads: ReadonlySet<string>;
}

/** One open stream of events: what it still has to say, and what its reader has not taken yet. */
export class LiveStream {
  readonly watcher: Watcher;
  readonly body: Readable;
  /** The round in which it last said something. */
  saidIn = Number.NEGATIVE_INFINITY;
  readonly #waiting = new Map<string, number>();

  constructor(watcher: Watcher, onEnd: () => void) {
    this.watcher = watcher;
    this.body = new Readable({ read: () => {}, highWaterMark: BUFFER_MAX_BYTES });
    this.body.once('close', onEnd);
  }

  /** Notes what is stale since a change, as far as its reader may read it. */
  note(names: readonly string[], change: number): void {
    for (const name of names) if (this.watcher.reads.has(name)) this.#waiting.set(name, change);
  }

  get hasNews(): boolean {
    return this.#waiting.size > 0;
  }

  /** Takes what waits to be said: names with the numbers of their last changes. */
  take(): Readonly<Record<string, number>> {
    const names = Object.fromEntries(this.#waiting);
    this.#waiting.clear();
    return names;
  }

  /** Says something, unless its reader has stopped reading: then the stream is cut. */
  say(text: Buffer): void {
    if (this.body.destroyed || this.body.readableEnded) return;
    if (this.body.readableLength + text.length > BUFFER_MAX_BYTES) this.cut();
    else this.body.push(text);
  }

  /** Ends it after what was said. */
  end(): void {
    if (!this.body.destroyed) this.body.push(null);
  }

  /** Ends it at once, with its connection. */
  cut(): void {
    this.body.destroy(new Error('the reader of a stream has stopped reading'));
  }
}
