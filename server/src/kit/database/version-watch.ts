import type { Database } from './database.ts';
import type { Db } from './types.ts';

export type Topic = 'partners' | 'catalog' | 'shop' | 'gaps';

const POLL_MS = 250;
/** Data that was read longer ago than this is no longer trusted: a change applies everywhere within 1 s. */
const FRESH_MS = 1_000;

/**
 * Polls the version rows that writers increment in their own commits, and calls back when one has changed. A poll costs one
 * look-up of four rows; NOTIFY would serialise the writers' commits instead.
 */
export class VersionWatch implements AsyncDisposable {
  readonly #db: Db;
  readonly #seen = new Map<string, number>();
  readonly #listeners = new Map<Topic, (() => void | Promise<void>)[]>();
  readonly #onError: (error: Error) => void;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  /** performance.now() at which the last successful poll began. */
  #polledAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(database: Database, onError: (error: Error) => void = () => {}) {
    this.#db = database.quickReads;
    this.#onError = onError;
  }

  /** Whether what was loaded at the last change still counts as current. */
  get fresh(): boolean {
    return performance.now() - this.#polledAt < FRESH_MS;
  }

  on(topic: Topic, listener: () => void | Promise<void>): void {
    this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listener]);
  }

  /** The first poll, then one every 250 ms. */
  async start(): Promise<void> {
    await this.poll();
    this.#timer = setInterval(() => {
      this.poll().catch(this.#onError);
    }, POLL_MS);
    this.#timer.unref();
  }

  /** Polls now; callers share a running poll only if they came before it began. */
  async poll(): Promise<void> {
    while (this.#running) await this.#running.catch(() => {});
    if (this.#closed) return;
    this.#running = this.#poll();
    try {
      await this.#running;
    } finally {
      this.#running = undefined;
    }
  }

  async #poll(): Promise<void> {
    const began = performance.now();
    const { rows } = await this.#db.query<{ topic: Topic; version: number }>(
      'SELECT topic, version FROM kit.versions',
      [],
      'kit.versions',
    );
    for (const { topic, version } of rows) {
      if (this.#seen.get(topic) === version) continue;
      for (const listener of this.#listeners.get(topic) ?? []) await listener();
      this.#seen.set(topic, version);
    }
    this.#polledAt = began;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#running?.catch(() => {});
  }
}

/** Marks a topic as changed, in the change's own commit. */
export async function bumpVersion(tx: Db, topic: Topic): Promise<void> {
  await tx.query('SELECT kit.bump($1)', [topic]);
}
