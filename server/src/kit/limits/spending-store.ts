import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { required } from '../assert.ts';
import { advisoryLocks, type Database } from '../database/index.ts';

/** An answer that takes longer is not waited for: the process then counts alone. */
const STATEMENT_MS = 400;
const LOCK_MS = 200;
const CONNECT_MS = 1_000;

/** What several buckets of several policies are asked for in one call; see `kit.spend`. */
export interface Spend {
  readonly epoch: string | null;
  readonly buckets: readonly string[];
  readonly limits: readonly number[];
  /** The number of each bucket's policy, from 1. */
  readonly policies: readonly number[];
  /** How many each policy wants. */
  readonly wants: readonly number[];
  readonly backBuckets: readonly string[];
  readonly backAt: readonly number[];
}

/** Times are the database's, in milliseconds. */
export interface Spent {
  readonly now: number;
  /** By policy. */
  readonly granted: readonly number[];
  /** By bucket, as the following. */
  readonly used: readonly number[];
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** 0: less than the limit counts now. */
  readonly freeAt: readonly number[];
}

export interface Beat {
  readonly others: number;
  /** Whether all others count together already. */
  readonly alike: boolean;
  readonly epoch: string;
  readonly ageMs: number;
}

export class OlderVersionServes extends Error {}

interface Connection {
  readonly opening: Promise<pg.Client>;
  /** Null until it is open: from then on no call needs a timer for it. */
  client: pg.Client | null;
}

class StillConnecting extends Error {
  constructor() {
    super('the database did not accept a connection in time');
  }
}

/**
 * The connection over which processes count request limits together (decision 55). Nothing that it writes has to survive a crash,
 * so it waits neither for the disk nor for a standby. It also holds, shared, the lock that older versions hold alone.
 */
export class SpendingStore implements AsyncDisposable {
  readonly #database: Database;
  #connection: Connection | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  async beat(asked: {
    readonly nodeId: string;
    readonly version: string;
    readonly leaseMs: number;
    readonly shares: boolean;
    readonly newEpoch: string;
  }): Promise<Beat> {
    const row = await this.#call<Beat>(
      `SELECT o_others AS others, o_alike AS alike, o_epoch AS epoch, o_age_ms AS "ageMs"
         FROM kit.beat($1, $2, $3, $4, $5)`,
      [asked.nodeId, asked.version, asked.leaseMs, asked.shares, asked.newEpoch],
      'kit.beat',
    );
    return required(row, 'a beat has an answer');
  }

  /** Null when rows were lost since the epoch. */
  async spend(asked: Spend): Promise<Spent | null> {
    const row = await this.#call<Spent & { granted: number[] | null }>(
      `SELECT o_now AS now, o_granted AS granted, o_used AS used, o_first AS first, o_last AS last, o_free_at AS "freeAt"
         FROM kit.spend($1, $2, $3, $4, $5, $6, $7)`,
      [
        asked.epoch,
        asked.buckets,
        asked.limits,
        asked.policies,
        asked.wants,
        asked.backBuckets,
        asked.backAt,
      ],
      'kit.spend',
    );
    return row?.granted ? row : null;
  }

  async putBack(
    spendings: readonly { readonly key: string; readonly ageMs: number; readonly count: number }[],
  ): Promise<void> {
    await this.#call(
      'SELECT kit.put_back_spendings($1, $2, $3)',
      [
        spendings.map(({ key }) => key),
        spendings.map(({ ageMs }) => ageMs),
        spendings.map(({ count }) => count),
      ],
      'kit.put_back_spendings',
    );
  }

  async sweep(): Promise<void> {
    await this.#call('SELECT kit.sweep_spendings()', [], 'kit.sweep_spendings');
  }

  async leave(nodeId: string): Promise<void> {
    await this.#call('DELETE FROM kit.nodes WHERE node_id = $1', [nodeId], 'kit.leave');
  }

  async #call<Row extends object>(
    text: string,
    values: readonly unknown[],
    name: string,
  ): Promise<Row | undefined> {
    this.#connection ??= connectionOf(this.#connect());
    const connection = this.#connection;
    try {
      const client = connection.client ?? (await soon(connection.opening));
      const { rows } = await client.query<Row>({ text, values: values as unknown[], name });
      return rows[0];
    } catch (error) {
      // A connection that is still being made is waited for by the next call.
      if (!(error instanceof StillConnecting)) this.#drop(connection);
      throw error;
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = await this.#database.connect({
      application_name: 'psnb2b limits',
      synchronous_commit: 'off',
      statement_timeout: String(STATEMENT_MS),
      lock_timeout: String(LOCK_MS),
    });
    const { rows } = await client.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock_shared($1) AS mine',
      [advisoryLocks.singleNode],
    );
    if (rows[0]?.mine) return client;
    await client.end();
    throw new OlderVersionServes(
      'An older version of this program serves the API on this database and counts limits alone; stop it, then start this one.',
    );
  }

  #drop(connection: Connection): void {
    if (this.#connection === connection) this.#connection = null;
    connection.opening.then((client) => client.end()).catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const connection = this.#connection;
    this.#connection = null;
    await connection?.opening.then((client) => client.end()).catch(() => {});
  }
}

function connectionOf(opening: Promise<pg.Client>): Connection {
  const connection: Connection = { opening, client: null };
  opening.then(
    (client) => {
      connection.client = client;
    },
    () => {},
  );
  return connection;
}

async function soon(opening: Promise<pg.Client>): Promise<pg.Client> {
  const late = new AbortController();
  const inTime = delay(CONNECT_MS, undefined, { signal: late.signal, ref: false }).then(() => {
    throw new StillConnecting();
  });
  try {
    return await Promise.race([opening, inTime]);
  } finally {
    late.abort();
    inTime.catch(() => {});
  }
}
