import type { Clock } from './clock.ts';
import { advisoryLocks, type Database } from './database/index.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './time.ts';

/** Rounds of jobs that run at least this often are short. */
const OFTEN_MS = 10 * SECOND_MS;
/** A round that takes longer hangs. */
const SHORT_ROUND_MAX_MS = 10 * MINUTE_MS;
const ROUND_MAX_MS = 2 * HOUR_MS;

/** Background work: safe to run twice, run by one process at a time. */
export interface Job {
  readonly name: string;
  readonly everyMs: number;
  /** Deletes or expires something by the clock: waits while the clock is not trusted. */
  readonly needsTrustedTime?: true;
  /** The longest round that is no fault; by default ten minutes if it runs every ten seconds or more often, otherwise two hours. */
  readonly roundMaxMs?: number;
  readonly run: () => Promise<unknown>;
}

export interface JobRunnerParts {
  readonly database: Database;
  readonly jobs: readonly Job[];
  readonly clock: Pick<Clock, 'steadyMs'>;
  readonly isTimeTrusted: () => Promise<boolean>;
  readonly onError: (job: string, error: unknown) => void;
}

/** Runs jobs at their intervals; stopping waits for running jobs. */
export class JobRunner implements AsyncDisposable {
  readonly #database: Database;
  readonly #jobs: readonly Job[];
  readonly #isTimeTrusted: () => Promise<boolean>;
  readonly #onError: (job: string, error: unknown) => void;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  readonly #clock: Pick<Clock, 'steadyMs'>;
  /** When each round that runs began, by the name of its job. */
  readonly #began = new Map<string, number>();
  /** When a round last reached the database. */
  #reachedAt: number;
  #stopped = false;

  constructor({ database, jobs, clock, isTimeTrusted, onError }: JobRunnerParts) {
    this.#database = database;
    this.#jobs = jobs;
    this.#isTimeTrusted = isTimeTrusted;
    this.#onError = onError;
    this.#clock = clock;
    this.#reachedAt = clock.steadyMs();
  }

  get names(): string[] {
    return this.#jobs.map(({ name }) => name);
  }

  /** Jobs whose running round has taken longer than it may. */
  get hanging(): string[] {
    const now = this.#clock.steadyMs();
    return this.#jobs.flatMap(({ name, everyMs, roundMaxMs }) => {
      const began = this.#began.get(name);
      const maxMs = roundMaxMs ?? (everyMs <= OFTEN_MS ? SHORT_ROUND_MAX_MS : ROUND_MAX_MS);
      return began !== undefined && now - began > maxMs ? [name] : [];
    });
  }

  /** For how long no round has reached the database, in milliseconds. */
  get unreachedMs(): number {
    return this.#clock.steadyMs() - this.#reachedAt;
  }

  start(): void {
    for (const job of this.#jobs) this.#next(job, 0);
  }

  /** Runs every job once, for tests and the command line. */
  async drain(): Promise<void> {
    for (const job of this.#jobs) await this.#runTrusted(job);
  }

  #next(job: Job, inMs: number): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const round = this.#round(job);
      this.#running.add(round);
      void round.finally(() => {
        this.#running.delete(round);
        this.#next(job, job.everyMs);
      });
    }, inMs);
    timer.unref();
    this.#timers.add(timer);
  }

  async #runTrusted(job: Job): Promise<void> {
    if (job.needsTrustedTime && !(await this.#isTimeTrusted())) return;
    await job.run();
  }

  /**
   * A session's advisory lock, on a connection of its own, ensures that one process runs the job; it ends when that process dies.
   */
  async #round(job: Job): Promise<void> {
    this.#began.set(job.name, this.#clock.steadyMs());
    try {
      const client = await this.#database.connect({ idle_in_transaction_session_timeout: '0' });
      try {
        const { rows } = await client.query<{ mine: boolean }>(
          'SELECT pg_try_advisory_lock($1, hashtext($2)) AS mine',
          [advisoryLocks.jobs, job.name],
        );
        this.#reachedAt = this.#clock.steadyMs();
        if (rows[0]?.mine) await this.#runTrusted(job);
      } finally {
        await client.end();
      }
    } catch (error) {
      if (!this.#stopped) this.#onError(job.name, error);
    } finally {
      this.#began.delete(job.name);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#running);
  }
}
