import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { advisoryLocks } from './advisory-locks.ts';
import type { Database } from './database.ts';

/** Time between two checks that the connection with the lock still answers. */
const WATCH_MS = 300;
/** A connection that does not answer for this long counts as lost. */
const ANSWER_MS = 400;
const RETAKE_MS = 50;

export interface SingleNodeOptions {
  /** Called when another process has the lock: this process must stop serving. */
  readonly onLost: (error: Error) => void;
  readonly watchMs?: number;
}

/**
 * Makes this process the one that serves the API on this database. Limits are counted in its memory, so a second process would
 * double them; if there is one, this refuses with a sentence. The lock ends with its connection. If the connection is lost or
 * stops answering, the lock is taken again at once, or `onLost` is called because another process has it.
 */
export async function claimSingleNode(
  database: Database,
  options: SingleNodeOptions,
): Promise<AsyncDisposable> {
  const client = await tryLock(database);
  if (client === null) {
    throw new Error(
      'Another process already serves the API on this database; stop it, or start this one with ROLE=worker.',
    );
  }
  return new SingleNode(database, client, options);
}

class SingleNode implements AsyncDisposable {
  readonly #database: Database;
  readonly #options: SingleNodeOptions;
  readonly #closing = new AbortController();
  readonly #watching: Promise<void>;
  #client: pg.Client;

  constructor(database: Database, client: pg.Client, options: SingleNodeOptions) {
    this.#database = database;
    this.#client = client;
    this.#options = options;
    this.#watching = this.#watch();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.#restWhileOpen(this.#client);
      if (signal.aborted || (await answers(this.#client))) continue;
      abandon(this.#client);
      if (!(await this.#retake())) return;
    }
  }

  /** False when there is nothing left to watch. */
  async #retake(): Promise<boolean> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        const client = await tryLock(this.#database);
        if (client !== null) {
          this.#client = client;
          return true;
        }
        this.#options.onLost(
          new Error(
            'This process lost the connection that held the single-node lock, and another process serves the API on this database now: this one stops.',
          ),
        );
        return false;
      } catch {
        // The database is unreachable: no other process can have the lock, and nothing can be sold.
        await this.#rest(RETAKE_MS);
      }
    }
    return false;
  }

  /** Waits until the next check, or until the connection ends. */
  async #restWhileOpen(client: pg.Client): Promise<void> {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    client.once('end', end);
    await Promise.race([ended, this.#rest(this.#options.watchMs ?? WATCH_MS)]);
    // This runs three times a second for years, so it must not pile up listeners.
    client.off('end', end);
  }

  async #rest(milliseconds: number): Promise<void> {
    const { signal } = this.#closing;
    await delay(milliseconds, undefined, { signal, ref: false }).catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#watching;
    await Promise.race([this.#client.end(), delay(ANSWER_MS, undefined, { ref: false })]);
    abandon(this.#client);
  }
}

/** The connection that holds the lock, or null when another process has it. */
async function tryLock(database: Database): Promise<pg.Client | null> {
  const client = await database.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS mine',
      [advisoryLocks.singleNode],
    );
    if (rows[0]?.mine) return client;
  } catch (error) {
    abandon(client);
    throw error;
  }
  await client.end();
  return null;
}

async function answers(client: pg.Client): Promise<boolean> {
  const answer = client.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answer, delay(ANSWER_MS, false, { ref: false })]);
}

/** Destroys the socket without a goodbye: a silent server would not read it. */
function abandon(client: pg.Client): void {
  const { connection } = client as unknown as { connection?: { stream?: { destroy(): void } } };
  connection?.stream?.destroy();
}
