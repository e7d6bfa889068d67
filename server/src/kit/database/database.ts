import pg, { type QueryResultRow } from 'pg';
import { assert } from '../assert.ts';
import { currentCommitCheck, withoutCommitCheck } from './commit-check.ts';
import { ConnectFailed } from './errors.ts';
import { typeParsers } from './parse.ts';
import type { Db, Rows, Tx } from './types.ts';

export interface DatabaseOptions {
  /** postgres:// URL. */
  readonly url: string;
  /** Connections of the pool: 2 to 4 a core; more are slower on a hot row. */
  readonly connectionsMax?: number;
  /** Told of a connection that broke while idle. */
  readonly onError?: (error: Error) => void;
}

const CONNECT_TIMEOUT_MS = 5_000;
const LOCK_TIMEOUT_MS = 2_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_MS = 10_000;

/** The connections to PostgreSQL; closing it waits for what is running. */
export class Database implements AsyncDisposable {
  readonly #options: DatabaseOptions;
  readonly #pool: pg.Pool;
  readonly #open = new Map<pg.PoolClient, Promise<void>>();
  readonly #onCommit: (() => void)[] = [];

  constructor(options: DatabaseOptions) {
    this.#options = options;
    this.#pool = new pg.Pool({
      ...connectionConfig(options.url),
      max: options.connectionsMax ?? 8,
      idleTimeoutMillis: 60_000,
    });
    this.#pool.on('error', (error) => options.onError?.(error));
    // The pool listens only to idle connections. One that breaks in use fails its query, which is how
    // we hear of it; without a listener the event beside that would end the process.
    this.#pool.on('connect', (client) => {
      client.on('error', () => {});
      const closed = new Promise<void>((resolve) => client.once('end', () => resolve()));
      this.#open.set(client, closed);
      void closed.then(() => this.#open.delete(client));
    });
  }

  /** Called after each transaction of this process that wrote: there may be something new to do. */
  onCommit(listener: () => void): void {
    this.#onCommit.push(listener);
  }

  /** Tells that a transaction on a connection from `connect` was committed. */
  committed(): void {
    withoutCommitCheck(() => {
      for (const listener of this.#onCommit) listener();
    });
  }

  /** Reads, each statement for itself. */
  readonly reads: Db = { query: (text, values, name) => this.#read(text, values, name) };

  async #read<Row extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<Rows<Row>> {
    const client = await this.#checkout();
    let broken: Error | undefined;
    try {
      return await run<Row>(client, text, values, name);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /**
   * One use case, one transaction: commits when `work` returns, rolls back when it throws.
   * READ COMMITTED, because a statement after a lock must see what the lock's holder committed.
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
      await client.query('COMMIT');
      this.committed();
      return result;
    } catch (error) {
      open = false;
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** A connection of its own, for the caller to end: COPY, advisory locks, the order lanes. */
  async connect(settings: Readonly<Record<string, string>> = {}): Promise<pg.Client> {
    const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    const config = connectionConfig(this.#options.url);
    const client = new pg.Client({ ...config, options: [config.options, ...options].join(' ') });
    client.on('error', (error) => this.#options.onError?.(error));
    try {
      await client.connect();
    } catch (error) {
      throw new ConnectFailed('the database cannot be reached', { cause: error });
    }
    return client;
  }

  /** Reads on a connection of its own with settings of its own; for long work. */
  async reading<Result>(
    settings: Readonly<Record<string, string>>,
    work: (db: Db) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.connect(settings);
    try {
      return await work({ query: (text, values, name) => run(client, text, values, name) });
    } finally {
      await client.end();
    }
  }

  async #checkout(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw new ConnectFailed('the database cannot be reached', { cause: error });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
    // The pool says that it ended while its connections still close; PostgreSQL may be stopped next.
    await Promise.all(this.#open.values());
  }
}

async function run<Row extends QueryResultRow>(
  client: pg.ClientBase,
  text: string,
  values?: readonly unknown[],
  name?: string,
): Promise<Rows<Row>> {
  const result = await client.query<Row>({
    text,
    ...(values && { values: values as unknown[] }),
    ...(name !== undefined && { name }),
  });
  return { rows: result.rows, rowCount: result.rowCount ?? 0 };
}

function connectionConfig(url: string): pg.ClientConfig & { options: string } {
  return {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: typeParsers(),
    application_name: 'psnb2b',
    options:
      `-c lock_timeout=${LOCK_TIMEOUT_MS} -c statement_timeout=${STATEMENT_TIMEOUT_MS} ` +
      `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS} -c jit=off -c timezone=UTC`,
  };
}
