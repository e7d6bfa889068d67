import pg, { type QueryResultRow } from 'pg';
import { assert, required } from '../assert.ts';
import { MINUTE_MS } from '../time.ts';
import { withSpan } from '../tracing/index.ts';
import { cancelStatement } from './cancel-statement.ts';
import { commit, refuseWarning } from './commit.ts';
import { currentCommitCheck, withoutCommitCheck } from './commit-check.ts';
import { type Deadlines, deadlinesOf, TIMEOUT_MS } from './deadlines.ts';
import { noteCommit } from './effects.ts';
import {
  ConnectFailed,
  isContention,
  isOutcomeUnknown,
  isUnavailable,
  NothingHappened,
  OutcomeUnknown,
} from './errors.ts';
import { guardOf } from './guard.ts';
import { DatabaseHosts } from './hosts.ts';
import { lateReadsOf, withoutLateReads } from './late-reads.ts';
import { letOthersFirst } from './let-others-first.ts';
import { abandon, connectionConfig, makeOurs, openConnection } from './open-connection.ts';
import { currentReader, ReaderGone } from './reader.ts';
import { sendQuery } from './send-query.ts';
import type { Settings } from './session.ts';
import { traceStatement } from './trace-statement.ts';
import type { Db, Rows, Tx } from './types.ts';

interface Opened {
  /** performance.now() */
  readonly at: number;
  readonly isPooled: boolean;
  readonly end: Promise<void>;
}

export interface DatabaseOptions {
  /** A postgres:// URL of one host, or the hosts of one. */
  readonly url: string | DatabaseHosts;
  /** Size of the pool: 2 to 4 connections per core; more are slower on a contended row. */
  readonly connectionsMax?: number;
  /** Time limit of a statement; every other deadline derives from it. */
  readonly timeoutMs?: number;
  /** Reads of a standby: its host may recover. */
  readonly isStandby?: boolean;
  /** Its statements give way to those of other connections, where PostgreSQL runs on this machine. */
  readonly givesWay?: boolean;
  /** What PostgreSQL shows as the name of its connections; `psnb2b` by default. */
  readonly name?: string | undefined;
  /** Called with the error of a connection that broke while idle. */
  readonly onError?: (error: Error) => void;
}

/**
 * The connections to PostgreSQL; closing waits for running work. When a statement on one connection gets no answer, the whole
 * generation is dropped: connections opened before that moment are not used again, because a dead connection is seldom alone.
 */
export class Database implements AsyncDisposable {
  readonly deadlines: Deadlines;
  readonly #options: DatabaseOptions;
  readonly #hosts: DatabaseHosts;
  readonly #pool: pg.Pool;
  readonly #open = new Map<pg.ClientBase, Opened>();
  readonly #idle = new Set<pg.ClientBase>();
  readonly #onCommit: (() => void)[] = [];
  /** Aborted when another host becomes the primary: ends attempts to connect to the last one. */
  #host = new AbortController();
  /** performance.now(); connections opened before it are not trusted. */
  #trustedFrom = Number.NEGATIVE_INFINITY;
  #isCut = false;
  #givesWay: boolean;

  constructor(options: DatabaseOptions) {
    this.#options = options;
    this.#givesWay = options.givesWay ?? false;
    this.deadlines = deadlinesOf(options.timeoutMs ?? TIMEOUT_MS);
    const { url } = options;
    this.#hosts = typeof url === 'string' ? new DatabaseHosts(url) : url;
    this.#hosts.onChange(() => this.#leaveHost());
    const opening = (client: pg.Client) => {
      const { signal } = this.#host;
      const leave = () => abandon(client);
      signal.addEventListener('abort', leave);
      for (const over of ['connect', 'end'] as const) {
        client.once(over, () => signal.removeEventListener('abort', leave));
      }
    };
    const configOf = () => connectionConfig(this.#hosts.url, this.deadlines, options.name);
    this.#pool = new pg.Pool({
      ...configOf(),
      // Each new connection goes to the host that is the primary then.
      Client: class extends pg.Client {
        constructor(config?: pg.ClientConfig) {
          super({ ...config, ...configOf() });
          opening(this);
        }
      },
      max: options.connectionsMax ?? 8,
      idleTimeoutMillis: MINUTE_MS,
      onConnect: ((client: pg.ClientBase) => this.#welcome(client)) as (client: unknown) => void,
    });
    this.#pool.on('error', (error) => options.onError?.(error));
    this.#pool.on('acquire', (client) => this.#idle.delete(client));
  }

  /** The connection string of the host that is the primary now, for connections of another protocol. */
  get url(): string {
    return this.#hosts.url;
  }

  /** The connections of the pool, and how many callers wait for one. */
  get connections() {
    const { totalCount, idleCount, waitingCount, options } = this.#pool;
    const used = totalCount - idleCount;
    return { used, idle: idleCount, waiting: waitingCount, max: options.max };
  }

  /** Called after each transaction of this process that wrote something: there may be new work. */
  onCommit(listener: () => void): void {
    this.#onCommit.push(listener);
  }

  /** Reports that a transaction on a connection from `connect` was committed. */
  committed(): void {
    lateReadsOf(this)?.wrote();
    const wake = () => {
      for (const listener of this.#onCommit) listener();
    };
    withoutLateReads(() => withoutCommitCheck(() => withSpan(undefined, wake)));
  }

  /** Reads; each statement stands alone. Those of a request that may be served by a standby go there (decision 69). */
  readonly reads: Db = {
    query: (text, values, name) => {
      const late = lateReadsOf(this);
      return late ? late.query(text, values, name, this.#primary) : this.#read(text, values, name);
    },
  };

  readonly #primary: Db = { query: (text, values, name) => this.#read(text, values, name) };

  /** The same for very cheap statements: no answer within `quickMs` counts as silence. */
  readonly quickReads: Db = {
    query: (text, values, name) => this.#read(text, values, name, this.deadlines.quickMs),
  };

  async #read<Row extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    name?: string,
    limitMs?: number,
  ): Promise<Rows<Row>> {
    const reader = currentReader();
    const client = await this.#checkout();
    const cancelled = reader && this.#cancelOnce(reader, client);
    let broken: Error | undefined;
    try {
      if (reader?.aborted) throw new ReaderGone('the reader is gone');
      if (limitMs !== undefined) guardOf(client).limitNext(limitMs);
      return await run<Row>(client, text, values, name);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError || error instanceof ReaderGone)) {
        broken = error as Error;
      }
      throw reader?.aborted ? new ReaderGone('the reader is gone', { cause: error }) : error;
    } finally {
      try {
        await cancelled?.();
      } finally {
        this.#release(client, broken);
      }
    }
  }

  /**
   * Cancels what a connection runs once its reader is gone. The result waits for that, so that it never meets the next statement of the
   * connection.
   */
  #cancelOnce(reader: AbortSignal, client: pg.ClientBase): () => Promise<void> | undefined {
    let asked: Promise<void> | undefined;
    const cancel = () => {
      asked = cancelStatement(client, this.deadlines.connectMs);
    };
    reader.addEventListener('abort', cancel, { once: true });
    return () => {
      reader.removeEventListener('abort', cancel);
      return asked;
    };
  }

  /**
   * Runs one use case in one transaction: commits when `work` returns, rolls back when it throws. READ COMMITTED, because a
   * statement after a lock must see what the lock's holder committed. A database failure before COMMIT throws `NothingHappened`;
   * a COMMIT without a clear answer throws `OutcomeUnknown`; everything else is rethrown.
   */
  async transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const check = currentCommitCheck();
    const client = await this.#checkout();
    let open = true;
    let broken: Error | undefined;
    const tx: Tx = {
      writes: true,
      query: (text, values, name) => {
        assert(open, 'the transaction is finished');
        return run(client, text, values, name);
      },
    };
    try {
      await client.query('BEGIN');
      const result = await work(tx);
      await check?.(tx);
      open = false;
      await traceStatement('COMMIT', undefined, () => commit(client));
      noteCommit();
      this.committed();
      return result;
    } catch (error) {
      open = false;
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw isContention(error) || isUnavailable(error) ? new NothingHappened(error) : error;
    } finally {
      this.#release(client, broken);
    }
  }

  /**
   * Runs one statement that is a transaction of its own, such as a call of a function: one round trip instead of three. Failures mean
   * the same as in `transaction`.
   */
  async call<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[],
    name: string,
  ): Promise<Row> {
    const only = ({ rows }: Rows<Row>) => required(rows[0], `${name} gives a row`);
    if (currentCommitCheck()) {
      return this.transaction(async (tx) => only(await tx.query<Row>(text, values, name)));
    }
    const client = await this.#checkout();
    let broken: Error | undefined;
    try {
      const result = await run<Row>(client, text, values, name);
      refuseWarning(client);
      noteCommit();
      this.committed();
      return only(result);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) broken = error as Error;
      if (isOutcomeUnknown(error)) throw new OutcomeUnknown(error);
      throw isContention(error) || isUnavailable(error) ? new NothingHappened(error) : error;
    } finally {
      this.#release(client, broken);
    }
  }

  /**
   * Opens a connection that the caller must end: for COPY, advisory locks, the order batches. `statement_timeout` among the
   * settings is in milliseconds and also sets our own deadline. With `pipeline`, a statement is sent before the one in front of it is answered.
   */
  async connect(settings: Settings = {}, { pipeline = false } = {}): Promise<pg.Client> {
    if (this.#isCut) throw new ConnectFailed('the database is closed');
    const client = await openConnection(this.#hosts.url, this.deadlines, settings, {
      onSilent: () => this.#distrust(),
      onError: (error) => this.#options.onError?.(error),
      signal: this.#host.signal,
      pipeline,
    }).catch((error: Error) => {
      this.#hosts.suspect();
      throw error;
    });
    this.#keep(client, false);
    if (this.#givesWay) letOthersFirst(client);
    return client;
  }

  /** Whether a kept connection may be used again: no connection of its generation went silent. */
  trusts(client: pg.ClientBase): boolean {
    const opened = this.#open.get(client);
    return opened !== undefined && opened.at > this.#trustedFrom;
  }

  /** Reads on a separate connection with its own settings; for long work. */
  async reading<Result>(settings: Settings, work: (db: Db) => Promise<Result>): Promise<Result> {
    const client = await this.connect(settings);
    try {
      return await work({ query: (text, values, name) => run(client, text, values, name) });
    } finally {
      await client.end();
    }
  }

  /** From now on the connections have less processor time than others that want it: for a program whose work can wait. */
  giveWay(): void {
    this.#givesWay = true;
    for (const client of this.#open.keys()) letOthersFirst(client);
  }

  /** Ends every connection at once, whatever it is doing, and opens no others. */
  cut(): void {
    this.#isCut = true;
    for (const client of this.#open.keys()) guardOf(client).cut();
  }

  async #welcome(client: pg.ClientBase): Promise<void> {
    this.#keep(client, true);
    const { isStandby = false } = this.#options;
    // A parallel query has processes of its own, which would not give way.
    const own: Settings = this.#givesWay ? { max_parallel_workers_per_gather: '0' } : {};
    await makeOurs(client, this.deadlines, own, () => this.#distrust(), isStandby);
    if (this.#givesWay) letOthersFirst(client);
  }

  #keep(client: pg.ClientBase, isPooled: boolean): void {
    // The pool listens only to idle connections. One that breaks in use fails its query, which reports it; without a listener
    // the additional error event would end the process.
    client.on('error', () => {});
    const end = new Promise<void>((resolve) => client.once('end', () => resolve()));
    this.#open.set(client, { at: performance.now(), isPooled, end });
    void end.then(() => {
      this.#open.delete(client);
      this.#idle.delete(client);
    });
  }

  /** Closes idle connections at once; connections in use have their own deadline and are closed afterwards. */
  #distrust(): void {
    this.#trustedFrom = performance.now();
    for (const client of this.#idle) guardOf(client).cut();
    this.#hosts.suspect();
  }

  /** Another host is the primary: nobody waits for the last one any more. What was sent to it has an unknown outcome. */
  #leaveHost(): void {
    this.#trustedFrom = performance.now();
    this.#host.abort();
    this.#host = new AbortController();
    for (const client of this.#open.keys()) guardOf(client).cut();
  }

  async #checkout(): Promise<pg.PoolClient> {
    if (this.#isCut) throw new ConnectFailed('the database is closed');
    try {
      for (;;) {
        const client = await this.#pool.connect();
        if (this.trusts(client)) return client;
        client.release(true);
      }
    } catch (error) {
      this.#hosts.suspect();
      throw new ConnectFailed('the database cannot be reached', { cause: error });
    }
  }

  #release(client: pg.PoolClient, broken: Error | undefined): void {
    const isOver = broken ?? !this.trusts(client);
    if (!isOver) this.#idle.add(client);
    client.release(isOver);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
    // The pool reports its end while its connections still close; PostgreSQL may be stopped next, so wait.
    const pooled = [...this.#open.values()].filter(({ isPooled }) => isPooled);
    await Promise.all(pooled.map(({ end }) => end));
  }
}

async function run<Row extends QueryResultRow>(
  client: pg.ClientBase,
  text: string,
  values?: readonly unknown[],
  name?: string,
): Promise<Rows<Row>> {
  const result = await traceStatement(text, name, () => sendQuery<Row>(client, text, values, name));
  // nothing: a statement that counts no rows changed none.
  return { rows: result.rows, rowCount: result.rowCount ?? 0 };
}
