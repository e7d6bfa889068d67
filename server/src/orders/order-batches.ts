import type pg from 'pg';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import {
  type Database,
  databaseRefusal,
  isContention,
  isOutcomeUnknown,
  isUnavailable,
  refusalFor,
} from '../kit/database/index.ts';
import { activeSpan, type TraceSpan, traceBatch } from '../kit/tracing/index.ts';
import { draft, enter, PLANNING } from './enter.ts';
import type { Draft, Member, Placed, Placing } from './member.ts';
import { placeAlone } from './place-alone.ts';
import { placeBatch } from './place-batch.ts';

const BATCH_MAX = 64;
/**
 * A batch of more than a few takes only this share of the orders that wait. The others are the next one: so orders in flight settle into two halves
 * of one size, one in the database while the other is rendered and parsed. Taking all, they stay as unequal as they began.
 */
const SHARE = 0.8;
const WHOLE_MAX = 16;
/** How many run at once: the second with few orders in flight, or while the first one waits. */
export const ORDER_BATCHES = 2;
/**
 * Beside a running batch, a second one starts only with few orders in flight: a batch has a fixed cost, and two share accounts and stock,
 * so that the second would mostly wait for the commit of the first.
 */
const FEW = 8;
/**
 * A batch that takes longer than this waits for a lock that somebody else holds, or for a disk: orders that came later no longer wait for it. Those
 * that were sent behind it cannot leave its connection, so it stops waiting for the lock after this time, lets them go first, and is then run once
 * more, as patiently as other transactions and with none behind it.
 */
const PATIENCE_MS = 50;
const SWIFT = { ...PLANNING, lock_timeout: String(PATIENCE_MS) };
const WAITING_MAX = 2_000;
/** What is left, after each batch, of the most orders that were here at once: fewer are soon what is usual. */
const FORGET = 0.99;

/** A connection for batches. */
interface Lane {
  client: pg.Client | null;
  /** Batches that were sent and not answered. */
  batches: number;
  /** Runs a batch that waits for a lock as long as other transactions do. */
  isPatient: boolean;
  /** Its connection is ended once all batches are answered. */
  isSpent: boolean;
}

interface Waiting {
  readonly draft: Draft;
  /** Of its request, if that is traced. */
  readonly span: TraceSpan | undefined;
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
  readonly #alone: Placing;
  readonly #waiting: Waiting[] = [];
  readonly #lanes: readonly Lane[] = Array.from({ length: ORDER_BATCHES }, () => ({
    ...{ client: null, batches: 0, isPatient: false, isSpent: false },
  }));
  /** Members that are placed now. */
  #running = 0;
  /** The most orders that lately were here at once, waiting or in a batch. */
  #crowd = 0;
  /** When each running batch began, performance.now(), the oldest first. */
  readonly #began = new Set<{ readonly at: number }>();
  #patience: NodeJS.Timeout | undefined;
  #scheduled = false;
  #closed = false;
  #drained: (() => void) | undefined;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#alone = placeAlone({ database, clock });
  }

  /**
   * Resolves after the order's commit; rejects with a refusal if its outcome is unknown. A test order that somebody wrote a script
   * for is placed alone, because more than an order is written in its commit.
   */
  place(member: Member): Promise<Placed> {
    if (member.next !== null && !this.#closed) return this.#alone.place(member);
    if (this.#closed || this.#waiting.length >= WAITING_MAX) {
      return Promise.reject(databaseRefusal('unavailable'));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ draft: draft(member), span: activeSpan(), resolve, reject });
      this.#schedule();
    });
  }

  /** Orders that wait for a place in a batch, and how many batches run. */
  get load() {
    return { waiting: this.#waiting.length, running: this.#began.size };
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#fill();
    });
  }

  /** Starts what may run now. Its statement is sent before this returns, if its connection is open. */
  #fill(): void {
    this.#crowd = Math.max(this.#crowd, this.#here);
    while (this.#waiting.length > 0) {
      const lane = this.#freeLane() ?? this.#laneBehind();
      if (!lane) break;
      const batch = this.#nextBatch();
      this.#running += batch.length;
      this.#crowd *= FORGET;
      void this.#run(lane, batch);
    }
    if (this.#running === 0) this.#drained?.();
    else if (this.#waiting.length > 0 && this.#lanes.some(isIdle)) this.#lookAgain();
  }

  get #here(): number {
    return this.#running + this.#waiting.length;
  }

  /** One that runs nothing, if a batch is worth it now. */
  #freeLane(): Lane | undefined {
    const [oldest] = this.#began;
    const isWorthIt = !oldest || this.#here <= FEW || performance.now() - oldest.at >= PATIENCE_MS;
    return isWorthIt ? this.#lanes.find(isIdle) : undefined;
  }

  /**
   * The one that runs the only batch, if no other order will come before its answer, because all that lately were here wait or are in it. PostgreSQL
   * then has the next batch when it ends this one, and waits for nobody.
   */
  #laneBehind(): Lane | undefined {
    const [oldest, another] = this.#began;
    if (!oldest || another || this.#here < this.#crowd) return undefined;
    if (performance.now() - oldest.at >= PATIENCE_MS) return undefined;
    return this.#lanes.find(
      ({ client, batches, isPatient, isSpent }) =>
        batches === 1 && !isPatient && !isSpent && client !== null && this.#database.trusts(client),
    );
  }

  #lookAgain(): void {
    this.#patience ??= setTimeout(() => {
      this.#patience = undefined;
      this.#fill();
    }, PATIENCE_MS);
  }

  async #run(lane: Lane, batch: readonly Waiting[]): Promise<void> {
    let settle = () => {};
    const began = { at: performance.now() };
    this.#began.add(began);
    lane.batches += 1;
    try {
      // Without a wait if there is a connection: then the statement is sent before this returns.
      const opening = lane.batches === 1 && this.#reopen(lane);
      if (opening) await opening;
      settle = await traceBatch('orders.batch', batch, () => this.#runBatch(lane, batch));
    } catch (error) {
      // The connection is unusable; the next batch opens a new one.
      lane.isSpent = true;
      settle = () => {
        for (const each of batch) each.reject(meaningOf(error));
      };
    }
    lane.batches -= 1;
    if (lane.isSpent && lane.batches === 0) leave(lane);
    this.#running -= batch.length;
    this.#began.delete(began);
    // The next batch is sent before the members of this one are answered: PostgreSQL works meanwhile.
    this.#fill();
    settle();
  }

  /** Gives a lane a new connection in place of one that is closed or no longer trusted. */
  #reopen(lane: Lane): Promise<void> | undefined {
    if (lane.client && this.#database.trusts(lane.client)) return undefined;
    leave(lane);
    // An order that waited for more than half of the time limit is refused rather than kept waiting.
    const statementMs = this.#database.deadlines.statementMs / 2;
    const settings = { ...SWIFT, statement_timeout: String(statementMs) };
    return this.#database.connect(settings, { pipeline: true }).then((client) => {
      lane.client = client;
    });
  }

  /**
   * Takes those that waited longest, but never two members with one key or reference: the second must see the result of the
   * first.
   */
  #nextBatch(): Waiting[] {
    const share = Math.ceil(this.#waiting.length * SHARE);
    const max = Math.min(Math.max(share, WHOLE_MAX), BATCH_MAX);
    const taken = new Set<string>();
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    for (const each of this.#waiting) {
      const { tenantId, key, terms } = each.draft;
      const names = [
        key && `k${tenantId} ${key}`,
        terms.reference && `r${tenantId} ${terms.reference}`,
      ];
      if (batch.length >= max || names.some((name) => name && taken.has(name))) {
        later.push(each);
        continue;
      }
      for (const name of names) if (name) taken.add(name);
      batch.push(each);
    }
    this.#waiting.splice(0, this.#waiting.length, ...later);
    return batch;
  }

  /** Runs a batch on its connection; returns what answers its members. */
  async #runBatch(lane: Lane, batch: readonly Waiting[]): Promise<() => void> {
    const client = required(lane.client, 'a batch runs on an open connection');
    try {
      return this.#answers(batch, await this.#attempt(client, batch));
    } catch (error) {
      if (isOutcomeUnknown(error) || isUnavailable(error)) throw error;
      if (batch.length === 1 && !isContention(error)) throw error;
      // Nothing of the batch happened. On contention, run it once more as it is. On a fault of one member, run each member alone,
      // so that the others do not suffer.
      lane.isPatient = true;
      await client.query(`SET lock_timeout = ${this.#database.deadlines.lockMs}`);
      const answers = isContention(error)
        ? this.#answers(batch, await this.#attempt(client, batch))
        : await this.#runEachAlone(client, batch);
      await client.query(`SET lock_timeout = ${PATIENCE_MS}`);
      lane.isPatient = false;
      return answers;
    }
  }

  async #runEachAlone(client: pg.Client, batch: readonly Waiting[]): Promise<() => void> {
    for (const each of batch) {
      try {
        this.#answers([each], await this.#attempt(client, [each]))();
      } catch (error) {
        if (isOutcomeUnknown(error) || isUnavailable(error)) throw error;
        each.reject(error);
      }
    }
    return () => {};
  }

  #attempt(client: pg.Client, batch: readonly Waiting[]): Promise<Placed[]> {
    const at = this.#clock.now();
    return placeBatch(
      client,
      at,
      batch.map((each) => enter(each.draft, at)),
    );
  }

  #answers(batch: readonly Waiting[], placed: readonly Placed[]): () => void {
    return () => {
      this.#database.committed();
      for (const [index, each] of batch.entries()) each.resolve(placed[index] as Placed);
    };
  }

  /** Serves all waiting orders, then closes. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    if (this.#running > 0 || this.#waiting.length > 0) {
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    }
    await Promise.all(this.#lanes.map(({ client }) => client?.end()));
  }
}

function isIdle({ batches }: Lane): boolean {
  return batches === 0;
}

/** Ends the connection of a lane that runs nothing. */
function leave(lane: Lane): void {
  void lane.client?.end().catch(() => {});
  Object.assign(lane, { client: null, isPatient: false, isSpent: false });
}

function meaningOf(error: unknown): unknown {
  // The call carries its own commit: if it was sent and has no answer, the outcome is unknown.
  if (isOutcomeUnknown(error)) return databaseRefusal('outcome_unknown', error);
  return refusalFor(error) ?? error;
}
