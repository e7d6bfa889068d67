import type pg from 'pg';
import type { Clock } from '../kit/clock.ts';
import {
  type Database,
  databaseRefusal,
  isContention,
  isOutcomeUnknown,
  isUnavailable,
  refusalFor,
} from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import type { Entry, Member, Placed, Placing } from './member.ts';
import { renderPlacement } from './passage.ts';
import { placeBatch } from './place-batch.ts';

const BATCH_MAX = 64;
/** Two calls at once: one in the database while the other is rendered and parsed. */
export const ORDER_BATCHES = 2;
const WAITING_MAX = 2_000;
/**
 * Plans for arrays must neither be made anew at each call nor be a sequential scan that was cached while the tables were empty:
 * we measured a third of the speed or worse for both.
 */
export const PLANNING = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' };

interface Waiting {
  readonly member: Member;
  readonly resolve: (placed: Placed) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects orders that wait while one call runs into the next batch: one round trip and one commit for many, each of them all or
 * nothing on its own.
 */
export class OrderBatches implements Placing, AsyncDisposable {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #waiting: Waiting[] = [];
  readonly #idle: (pg.Client | null)[] = Array(ORDER_BATCHES).fill(null);
  #running = 0;
  #scheduled = false;
  #closed = false;
  #drained: (() => void) | undefined;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Resolves after the order's commit; rejects with a refusal if its outcome is unknown. */
  place(member: Member): Promise<Placed> {
    if (this.#closed || this.#waiting.length >= WAITING_MAX) {
      return Promise.reject(databaseRefusal('unavailable'));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ member, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      while (this.#idle.length > 0 && this.#waiting.length > 0) void this.#runNext();
    });
  }

  async #runNext(): Promise<void> {
    let client = this.#idle.pop() ?? null;
    const batch = this.#nextBatch();
    this.#running += 1;
    try {
      client = await this.#usable(client);
      await this.#runBatch(client, batch);
    } catch (error) {
      // The connection is unusable; the next batch opens a new one.
      client?.end().catch(() => {});
      client = null;
      for (const each of batch) each.reject(meaningOf(error));
    }
    this.#idle.push(client);
    this.#running -= 1;
    if (this.#waiting.length > 0) this.#schedule();
    else if (this.#running === 0) this.#drained?.();
  }

  /** The connection of a batch, or a new one if the old one is closed or no longer trusted. */
  async #usable(client: pg.Client | null): Promise<pg.Client> {
    if (client && this.#database.trusts(client)) return client;
    void client?.end().catch(() => {});
    // An order that waited for more than half of the time limit is refused rather than kept waiting.
    const statementMs = this.#database.deadlines.statementMs / 2;
    return this.#database.connect({ ...PLANNING, statement_timeout: String(statementMs) });
  }

  /**
   * Takes those that waited longest, but never two members with one key or reference: the second must see the result of the
   * first.
   */
  #nextBatch(): Waiting[] {
    const taken = new Set<string>();
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    for (const each of this.#waiting) {
      const { tenantId, key, terms } = each.member;
      const names = [
        key && `k${tenantId} ${key}`,
        terms.reference && `r${tenantId} ${terms.reference}`,
      ];
      if (batch.length >= BATCH_MAX || names.some((name) => name && taken.has(name))) {
        later.push(each);
        continue;
      }
      for (const name of names) if (name) taken.add(name);
      batch.push(each);
    }
    this.#waiting.splice(0, this.#waiting.length, ...later);
    return batch;
  }

  async #runBatch(client: pg.Client, batch: readonly Waiting[]): Promise<void> {
    try {
      this.#settle(batch, await this.#attempt(client, batch));
    } catch (error) {
      if (isOutcomeUnknown(error) || isUnavailable(error)) throw error;
      if (batch.length === 1 && !isContention(error)) throw error;
      // Nothing of the batch happened. On contention, run it once more as it is. On a fault of one member, run each member alone,
      // so that the others do not suffer.
      if (isContention(error)) this.#settle(batch, await this.#attempt(client, batch));
      else for (const each of batch) await this.#runAlone(client, each);
    }
  }

  async #runAlone(client: pg.Client, waiting: Waiting): Promise<void> {
    try {
      this.#settle([waiting], await this.#attempt(client, [waiting]));
    } catch (error) {
      if (isOutcomeUnknown(error) || isUnavailable(error)) throw error;
      waiting.reject(error);
    }
  }

  #attempt(client: pg.Client, batch: readonly Waiting[]): Promise<Placed[]> {
    const at = this.#clock.now();
    return placeBatch(
      client,
      at,
      batch.map(({ member }) => enter(member, at)),
    );
  }

  #settle(batch: readonly Waiting[], placed: readonly Placed[]): void {
    this.#database.committed();
    for (const [index, each] of batch.entries()) each.resolve(placed[index] as Placed);
  }

  /** Serves all waiting orders, then closes. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    if (this.#running > 0 || this.#waiting.length > 0) {
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    }
    await Promise.all(this.#idle.map((client) => client?.end()));
  }
}

/** An order at the instant at which it is placed: its id, its events and its texts are fixed. */
export function enter(member: Member, at: Date): Entry {
  const milliseconds = at.getTime();
  const orderId = newUuid(milliseconds);
  return {
    ...member,
    orderId,
    eventIds: [newUuid(milliseconds), newUuid(milliseconds), newUuid(milliseconds)],
    placement: renderPlacement({ ...member.terms, orderId }, at, member.waitMs),
  };
}

function meaningOf(error: unknown): unknown {
  // The call carries its own commit: if it was sent and has no answer, the outcome is unknown.
  if (isOutcomeUnknown(error)) return databaseRefusal('outcome_unknown', error);
  return refusalFor(error) ?? error;
}
