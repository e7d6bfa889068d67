import { setTimeout as delay } from 'node:timers/promises';
import type { QueryResultRow } from 'pg';
import { SECOND_MS } from '../time.ts';
import type { Database } from './database.ts';
import { isContention, isUnavailable, sqlState } from './errors.ts';
import type { DatabaseHosts } from './hosts.ts';
import { type LateReads, withLateReads } from './late-reads.ts';
import type { Db, Rows } from './types.ts';

/** A request waits no longer for a standby to replay what the primary had when it began. */
const WAIT_MS = SECOND_MS;
const LOOK_EVERY_MS = 20;
/** After a standby was behind or away, no request waits for it for so long. */
const REST_MS = SECOND_MS;
const INSUFFICIENT_PRIVILEGE = '42501';
/** What a standby answers for an unlogged table: it has none of its rows. */
const NOT_THERE = '0A000';

/**
 * Where a request that may be served by a standby was: `behind` and `away` of the standby; it began there, and the primary had to finish, because the standby
 * failed or cancelled a statement (`moved`), or never has what was read (`missing`): such a call must not be declared for a standby.
 */
export type LateOutcome = 'standby' | 'behind' | 'away' | 'moved' | 'missing';

export interface StandbyReadsOptions {
  readonly primary: Database;
  readonly hosts: DatabaseHosts;
  /** Where there is no standby: the primary, on connections that give way. */
  readonly aside: Database;
  /** Opens connections to a standby. */
  readonly open: (url: string) => Database;
  readonly onRequest: (outcome: LateOutcome) => void;
  readonly onError: (error: Error) => void;
}

interface Standby {
  readonly url: string;
  readonly database: Database;
  /** performance.now(); until then nobody waits for it. */
  restsUntil: number;
  /** Until then nobody asks it. */
  awayUntil: number;
}

/**
 * Reads of requests that may be served by a standby (decision 69). Each such request asks the primary for the position of its log and reads from the
 * standby once that has replayed so far: it sees everything that was committed before it began, by whichever process, and an idle
 * primary is no lag. A standby that is more than a second behind is not waited for. A statement that fails there, because the standby died or replaying
 * cancelled it, is read again from the primary, and the request stays there, so that it never sees an older state than before.
 */
export class StandbyReads implements AsyncDisposable {
  readonly #options: StandbyReadsOptions;
  readonly #aside: LateReads;
  #standby: Standby | null = null;
  /** Standbys that do not let this role read how far they are. */
  readonly #closed = new Set<string>();

  constructor(options: StandbyReadsOptions) {
    this.#options = options;
    const { primary, aside } = options;
    this.#aside = {
      of: primary,
      query: (text, values, name) => aside.reads.query(text, values, name),
      wrote: () => {},
    };
    options.hosts.onChange(() => this.#drop());
  }

  /** Runs a request whose reads may be served by a standby, until it is over; where there is none, its reads give way to orders. */
  run<Result>(work: () => Result, isOver: () => boolean = () => false): Result {
    const standby = this.#find();
    return withLateReads(
      standby === null
        ? this.#aside
        : new Request(standby, this.#options, (error) => this.#refuse(standby, error)),
      isOver,
      work,
    );
  }

  /** Whether a standby is meant to be there: DATABASE_URL names several hosts. */
  get isExpected(): boolean {
    return this.#options.hosts.several;
  }

  /** By how many bytes of the log the standby is behind; null if there is none that could be read. */
  async behindBytes(): Promise<number | null> {
    const standby = this.#find();
    if (standby === null) return null;
    try {
      const at = await positionOf(this.#options.primary.quickReads);
      const { bytes, timeline } = await progressOf(standby.database.quickReads, at);
      return timeline === this.#options.hosts.timeline ? bytes : null;
    } catch (error) {
      this.#refuse(standby, error as Error);
      return null;
    }
  }

  /** A standby could not say how far it is. If this role may not ask, it is not asked again while this process runs, and another one is. */
  #refuse({ url }: Standby, error: Error): void {
    const { onError } = this.#options;
    if (sqlState(error) !== INSUFFICIENT_PRIVILEGE) onError(error);
    else if (!this.#closed.has(url)) {
      this.#closed.add(url);
      onError(
        new Error(
          `The standby ${new URL(url).host} serves no reads: the role of DATABASE_URL may not call pg_control_checkpoint() and pg_control_recovery(). Grant it EXECUTE on both at the primary, then restart this server.`,
          { cause: error },
        ),
      );
    }
  }

  #find(): Standby | null {
    const url = this.#options.hosts.standbys.find((each) => !this.#closed.has(each)) ?? null;
    if (this.#standby?.url !== url) this.#drop();
    if (url === null) return null;
    this.#standby ??= { url, database: this.#options.open(url), restsUntil: 0, awayUntil: 0 };
    return this.#standby;
  }

  #drop(): void {
    const { onError } = this.#options;
    void this.#standby?.database[Symbol.asyncDispose]().catch(onError);
    this.#standby = null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#standby?.database[Symbol.asyncDispose]();
    this.#standby = null;
  }
}

class Request implements LateReads {
  readonly of: Database;
  readonly #standby: Standby;
  readonly #options: StandbyReadsOptions;
  readonly #onError: (error: Error) => void;
  /** Whether the standby serves this request; decided at its first read. */
  #decided: Promise<boolean> | undefined;
  #left = false;

  constructor(standby: Standby, options: StandbyReadsOptions, onError: (error: Error) => void) {
    this.of = options.primary;
    this.#standby = standby;
    this.#options = options;
    this.#onError = onError;
  }

  async query<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] | undefined,
    name: string | undefined,
    primary: Db,
  ): Promise<Rows<Row>> {
    if (!this.#left) {
      this.#decided ??= this.#decide(primary);
      if (!(await this.#decided)) this.#left = true;
    }
    if (this.#left) return primary.query<Row>(text, values, name);
    try {
      const rows = await this.#standby.database.reads.query<Row>(text, values, name);
      // A statement that was running when another one of this request failed may have an older answer than that one's.
      return this.#left ? await primary.query<Row>(text, values, name) : rows;
    } catch (error) {
      const isMissing = sqlState(error) === NOT_THERE;
      if (!isUnavailable(error) && !isContention(error) && !isMissing) throw error;
      if (!this.#left) this.#options.onRequest(isMissing ? 'missing' : 'moved');
      this.#left = true;
      return await primary.query<Row>(text, values, name);
    }
  }

  wrote(): void {
    this.#decided = undefined;
  }

  async #decide(primary: Db): Promise<boolean> {
    const outcome = await this.#look(primary);
    const soon = performance.now() + REST_MS;
    if (outcome !== 'away') this.#standby.restsUntil = outcome === 'behind' ? soon : 0;
    if (outcome === 'away' && !this.#isAway()) this.#standby.awayUntil = soon;
    this.#options.onRequest(outcome);
    return outcome === 'standby';
  }

  #isAway(): boolean {
    return performance.now() < this.#standby.awayUntil;
  }

  async #look(primary: Db): Promise<LateOutcome> {
    if (this.#isAway()) return 'away';
    const began = performance.now();
    const at = await positionOf(primary);
    const waitMs = began < this.#standby.restsUntil ? 0 : WAIT_MS;
    try {
      for (;;) {
        const { bytes, timeline } = await progressOf(this.#standby.database.quickReads, at);
        // A standby of an old primary has positions that mean something else.
        if (timeline !== this.#options.hosts.timeline) return 'away';
        if (bytes === 0) return 'standby';
        if (performance.now() - began >= waitMs) return 'behind';
        await delay(LOOK_EVERY_MS);
      }
    } catch (error) {
      this.#onError(error as Error);
      return 'away';
    }
  }
}

/** The position of the primary's log: everything that was committed before is before it. */
async function positionOf(primary: Db): Promise<string> {
  const { rows } = await primary.query<{ at: string }>(
    'SELECT pg_current_wal_flush_lsn()::text AS at',
  );
  return rows[0]?.at as string;
}

/** How much of the log up to a position the standby has not replayed yet, and on which timeline it is; null: it is no longer a standby. */
async function progressOf(
  standby: Db,
  at: string,
): Promise<{ readonly bytes: number; readonly timeline: number | null }> {
  const { rows } = await standby.query<{ bytes: string; timeline: number | null }>(
    `SELECT greatest(0, pg_wal_lsn_diff($1::pg_lsn, pg_last_wal_replay_lsn()))::text AS bytes,
            CASE WHEN pg_is_in_recovery() THEN greatest(c.timeline_id, r.min_recovery_end_timeline) END AS timeline
       FROM pg_control_checkpoint() c, pg_control_recovery() r`,
    [at],
  );
  const [row] = rows;
  return { bytes: Number(row?.bytes), timeline: row?.timeline ?? null };
}
