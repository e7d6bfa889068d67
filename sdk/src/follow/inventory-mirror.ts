import { ApiError } from '../errors.ts';
import type { InventoryItem } from '../generated/shapes.ts';
import { pause } from '../transport/retry.ts';
import type { CallOptions, Send } from '../transport/send.ts';
import { outlast } from './outlast.ts';

export interface MirrorOptions extends CallOptions {
  /** How often to ask for changes, in milliseconds; every 5 seconds by default, which is a fifth of the usual rate limit. */
  readonly pollMs?: number | undefined;
}

/** What changed with one step; `reloaded` if everything was read anew, and what is not offered any more is gone from `items()`. */
export interface MirrorStep {
  readonly changed: InventoryItem[];
  readonly reloaded: boolean;
}

const POLL_MS = 5_000;

/**
 * A copy of the inventory in memory. `sync` brings it up to date once; `follow` does so without end. After a pause of
 * more than a day, when the cursor has expired, it reads everything anew.
 */
export class InventoryMirror {
  readonly #send: Send;
  readonly #call: CallOptions;
  readonly #pollMs: number;
  readonly #items = new Map<string, InventoryItem>();
  #cursor: string | null = null;
  #asOf: string | null = null;

  constructor(send: Send, { pollMs = POLL_MS, ...call }: MirrorOptions = {}) {
    this.#send = send;
    this.#call = call;
    this.#pollMs = pollMs;
  }

  /** One product by its name, such as `PSN-US-50`, as it was at `asOf`. */
  get(sku: string): InventoryItem | undefined {
    return this.#items.get(sku);
  }

  items(): InventoryItem[] {
    return [...this.#items.values()];
  }

  /** The moment of the data (RFC 3339); null before the first `sync`. */
  get asOf(): string | null {
    return this.#asOf;
  }

  /** Brings the copy up to date; returns the products that differ from before. */
  async sync(): Promise<MirrorStep> {
    if (this.#cursor === null) return this.#reload();
    try {
      const query = { cursor: this.#cursor };
      const reply = await this.#send('listInventoryChanges', { query }, this.#call);
      return { changed: this.#keep(reply), reloaded: false };
    } catch (error) {
      if (error instanceof ApiError && error.is('cursor_expired')) return this.#reload();
      throw error;
    }
  }

  /** Yields each step that changed something or read everything anew, as the first does, without end. Outlasts faults as `events.follow` does. */
  async *follow(): AsyncGenerator<MirrorStep, void> {
    for (;;) {
      const step = await outlast(() => this.sync(), this.#pollMs, this.#call.signal);
      if (step.reloaded || step.changed.length > 0) yield step;
      await pause(this.#pollMs, this.#call.signal);
    }
  }

  async #reload(): Promise<MirrorStep> {
    const reply = await this.#send('listInventory', { query: {} }, this.#call);
    const listed = new Set(reply.data.map(({ sku }) => sku));
    for (const sku of this.#items.keys()) if (!listed.has(sku)) this.#items.delete(sku);
    return { changed: this.#keep(reply), reloaded: true };
  }

  /** A row may repeat: only a real difference is a change. */
  #keep(reply: { data: InventoryItem[]; cursor: string; as_of: string }): InventoryItem[] {
    const changed = reply.data.filter(
      (item) => JSON.stringify(this.#items.get(item.sku)) !== JSON.stringify(item),
    );
    for (const item of reply.data) this.#items.set(item.sku, item);
    this.#cursor = reply.cursor;
    this.#asOf = reply.as_of;
    return changed;
  }
}
