import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Batcher } from '../batcher.ts';
import type { Soon } from '../soon.ts';
import { SECOND_MS } from '../time.ts';
import { Limiter } from './limiter.ts';
import type { Limits } from './limits.ts';
import { type Bucket, createPolicy, type Policy, type Taken } from './policy.ts';
import { WINDOW_MS } from './rolling-window.ts';
import { type Asked, answerOf, spendOf } from './spending-calls.ts';
import type { Beat, SpendingStore, Spent } from './spending-store.ts';

/** A process that was not heard of for this long does not serve any more. */
const LEASE_MS = 3 * SECOND_MS;
const BEAT_MS = SECOND_MS / 2;
const JOIN_BEAT_MS = 50;
/** After rows were lost, every living process has put back what it granted within this time. */
const SETTLE_MS = 2 * BEAT_MS;
/** After a failed call this process counts alone for so long before it tries again. */
const AWAY_MS = SECOND_MS / 4;
const BATCH_MAX = 500;
const FULL_MAX = 100_000;

export interface NodeLimitsOptions {
  readonly store: SpendingStore;
  readonly version: string;
  readonly onError: (error: Error) => void;
  /** Milliseconds. */
  readonly monotonic?: () => number;
}

/**
 * The request limits of all processes that serve one database (decision 55). Alone, a process counts in memory. As soon as another one serves,
 * both count in the database: what arrives while a call runs shares the next one, and a bucket that is full is refused from memory until
 * its window moves. While the database is away, each process grants its share of each limit, so no request fails for it.
 */
export class NodeLimits implements Limits, AsyncDisposable {
  readonly #options: NodeLimitsOptions;
  readonly #nodeId = randomUUID();
  /** Everything that this process granted in the last minute. */
  readonly #own: Limiter;
  readonly #batcher: Batcher<Asked, Taken>;
  /** Until when a bucket is full, and when it is empty again. */
  readonly #full = new Map<string, { readonly until: number; readonly resetAt: number }>();
  #shares = false;
  #others = 0;
  #epoch: string | null = null;
  #settledAt = 0;
  /** Since when the database lacks what this process granted; null: it has all of it. */
  #missingSince: number | null = Number.NEGATIVE_INFINITY;
  #heardAt = Number.NEGATIVE_INFINITY;
  #loneSince: number | null = null;
  #awayUntil = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> | undefined;
  #sweptAt = 0;

  constructor(options: NodeLimitsOptions) {
    this.#options = options;
    this.#own = new Limiter(options.monotonic);
    this.#batcher = new Batcher({
      name: 'limits.batch',
      run: (asked) => this.#spend(asked),
      batchMax: BATCH_MAX,
      callsMax: 1,
    });
  }

  /** How many processes serve this database, as far as this one knows. */
  get nodes(): number {
    return this.#others + 1;
  }

  /** Says that this process begins to serve; resolves when all others count together with it. */
  async join(): Promise<void> {
    this.#shares = true;
    for (;;) {
      const { others, alike } = await this.#beat();
      if (others > 0) {
        if (alike) break;
        await delay(JOIN_BEAT_MS);
        continue;
      }
      // Others must know that it counts alone before it does.
      this.#countAlone(this.#own.now());
      if ((await this.#beat()).others === 0) break;
    }
    this.#timer = setInterval(() => this.#beatQuietly(), BEAT_MS);
    this.#timer.unref();
  }

  take(policy: Policy): Soon<Taken> {
    if (this.#isAlone()) return this.#own.take(policy);
    const known = this.#refusedFromMemory(policy);
    if (known) return known;
    return this.#ask({ policy, want: 1, back: null }, () => this.#takeShare(policy));
  }

  look(policy: Policy): Soon<Taken> {
    if (this.#isAlone()) return this.#own.look(policy);
    const known = this.#refusedFromMemory(policy);
    if (known) return known;
    return this.#ask({ policy, want: 0, back: null }, () => this.#lookAtShare(policy));
  }

  giveBack(taken: Taken): Soon<void> {
    this.#own.giveBack(taken);
    const { policy, spentAt } = taken;
    if (spentAt === undefined) return;
    for (const { key } of policy.buckets) this.#full.delete(key);
    // Without the database it expires with its window.
    return this.#ask({ policy, want: 0, back: spentAt }, () => this.#lookAtShare(policy)).then(
      () => {},
    );
  }

  /** A process that was asleep for long must not rely on what it knew. One that never joined serves nobody but itself. */
  #isAlone(): boolean {
    if (this.#shares) return false;
    return this.#timer === undefined || this.#own.now() - this.#heardAt < LEASE_MS;
  }

  #refusedFromMemory(policy: Policy): Taken | null {
    const now = this.#own.now();
    let until = 0;
    let resetAt = 0;
    for (const { key } of policy.buckets) {
      const full = this.#full.get(key);
      if (full === undefined) continue;
      if (full.until <= now) this.#full.delete(key);
      else if (full.until > until) ({ until, resetAt } = full);
    }
    if (until === 0) return null;
    const waitMs = until - now;
    return {
      ...{ policy, remaining: 0, retryAfter: Math.ceil(waitMs / 1000), renewMs: waitMs },
      ...{ resetMs: Math.max(waitMs, resetAt - now), at: now, allowed: false },
    };
  }

  async #ask(asked: Asked, otherwise: () => Taken): Promise<Taken> {
    if (this.#own.now() < this.#awayUntil) return otherwise();
    try {
      return await this.#batcher.add(asked);
    } catch (error) {
      if (this.#own.now() >= this.#awayUntil) {
        this.#awayUntil = this.#own.now() + AWAY_MS;
        this.#options.onError(error as Error);
      }
      return otherwise();
    }
  }

  /** Without the database: this process's share of the limit. */
  #takeShare(policy: Policy): Taken {
    this.#missingSince ??= this.#own.now();
    return { ...this.#own.take(this.#shareOf(policy)), policy };
  }

  #lookAtShare(policy: Policy): Taken {
    return { ...this.#own.look(this.#shareOf(policy)), policy };
  }

  #shareOf({ name, buckets }: Policy): Policy {
    const shares = buckets.map(({ key, limit }) => ({
      key,
      limit: Math.max(1, Math.floor(limit / this.nodes)),
    }));
    return createPolicy(name, shares as [Bucket, ...Bucket[]]);
  }

  async #spend(asked: readonly Asked[]): Promise<Taken[]> {
    for (;;) {
      if (this.#own.now() < this.#settledAt) await delay(this.#settledAt - this.#own.now());
      await this.#putBack();
      const sentAt = this.#own.now();
      const spent = await this.#options.store.spend(spendOf(asked, this.#epoch));
      if (spent !== null) return this.#answers(asked, spent, sentAt);
      await this.#beat();
    }
  }

  #answers(asked: readonly Asked[], spent: Spent, sentAt: number): Taken[] {
    const toOurs = sentAt - spent.now;
    const answer = answerOf(asked, spent, ({ key }, freeAt, lastAt) => {
      if (this.#full.size >= FULL_MAX) this.#full.clear();
      this.#full.set(key, { until: freeAt + toOurs, resetAt: lastAt + WINDOW_MS + toOurs });
    });
    return asked.map((each) => {
      const taken = answer(each);
      if (!taken.allowed || each.want === 0) return { ...taken, at: sentAt };
      return { ...taken, at: this.#own.record(each.policy), spentAt: spent.now + 1 };
    });
  }

  /** Tells the database what this process granted while it did not ask. */
  async #putBack(): Promise<void> {
    const since = this.#missingSince;
    if (since === null) return;
    const now = this.#own.now();
    const spendings = [...this.#own.spendings(since)].map(({ key, at, count }) => ({
      ...{ key, count, ageMs: Math.floor(now - at) },
    }));
    this.#missingSince = null;
    try {
      if (spendings.length > 0) await this.#options.store.putBack(spendings);
    } catch (error) {
      this.#missingSince = since;
      throw error;
    }
  }

  #beatQuietly(): void {
    if (this.#beating) return;
    this.#beating = this.#beat()
      .then(() => this.#sweep())
      .catch(this.#options.onError)
      .finally(() => {
        this.#beating = undefined;
      });
  }

  async #beat(): Promise<Beat> {
    const { store, version } = this.#options;
    const beat = async () => {
      const sentAt = this.#own.now();
      const heard = await store.beat({
        ...{ nodeId: this.#nodeId, version, leaseMs: LEASE_MS },
        ...{ shares: this.#shares, newEpoch: randomUUID() },
      });
      this.#hear(heard, sentAt);
      return heard;
    };
    const heard = await beat();
    if (heard.others > 0 && !this.#shares) {
      // From now on everybody asks; once the database has what was granted before, the others may rely on that.
      this.#shares = true;
      await this.#putBack();
      return beat();
    }
    if (this.#shares) await this.#putBack();
    return heard;
  }

  #hear({ others, epoch, ageMs }: Beat, sentAt: number): void {
    this.#heardAt = sentAt;
    this.#others = others;
    if (epoch !== this.#epoch) {
      // The first epoch that a process sees took nothing of it away.
      if (this.#epoch !== null) this.#missingSince = Number.NEGATIVE_INFINITY;
      this.#epoch = epoch;
      if (this.#shares) this.#settledAt = sentAt + Math.max(0, SETTLE_MS - ageMs);
    }
    if (others > 0) this.#loneSince = null;
    else this.#loneSince ??= sentAt;
    const isLone = this.#loneSince !== null && sentAt - this.#loneSince > WINDOW_MS;
    // Whatever others granted has expired.
    if (isLone || !this.#shares) this.#countAlone(sentAt);
  }

  #countAlone(from: number): void {
    this.#shares = false;
    this.#missingSince ??= from;
  }

  async #sweep(): Promise<void> {
    if (!this.#shares || this.#own.now() - this.#sweptAt < WINDOW_MS) return;
    this.#sweptAt = this.#own.now();
    await this.#options.store.sweep();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    await this.#beating;
    await this.#options.store.leave(this.#nodeId).catch(() => {});
  }
}
