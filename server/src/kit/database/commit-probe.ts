import { setTimeout as delay } from 'node:timers/promises';
import type { UnreadyReason } from '@psnb2b/contract';
import type pg from 'pg';
import { refuseWarning } from './commit.ts';
import type { Database } from './database.ts';
import { isOutOfRoom } from './errors.ts';
import { pendingMigrations } from './migrate.ts';

/** Every caller gets an answer within a second, whatever the database does. */
const ANSWER_MS = 800;
const SILENT = 'database silent';
/**
 * Writes the row, and a megabyte to a temporary file that disappears when the statement ends: an order may need new disk space,
 * while a row that is rewritten again and again reuses its old place.
 */
const COMMIT = `WITH room AS MATERIALIZED (SELECT repeat('x', 8192) FROM generate_series(1, 128))
  UPDATE kit.commit_probe SET commits = commits + 1 WHERE (SELECT count(*) FROM room) > 0`;
const OWN_SETTINGS = { work_mem: '64kB' };

/**
 * Finds out whether orders can commit by committing: it writes one row on a connection of its own, and uses some disk space for a
 * moment. A database that only reads (a full disk, a standby that is waited for, a frozen server) is not ready. Callers during a
 * probe share its result.
 */
export class CommitProbe implements AsyncDisposable {
  readonly #database: Database;
  readonly #onFailure: (error: unknown) => void;
  #client: pg.Client | null = null;
  #look: { readonly began: number; readonly found: Promise<UnreadyReason | null> } | null = null;

  /** `onFailure` gets the reason of a failed probe. */
  constructor(database: Database, onFailure: (error: unknown) => void = () => {}) {
    this.#database = database;
    this.#onFailure = onFailure;
  }

  /** Why orders cannot commit; null when a commit just succeeded. */
  async check(): Promise<UnreadyReason | null> {
    this.#look ??= this.#begin();
    const { began, found } = this.#look;
    const leftMs = ANSWER_MS - (performance.now() - began);
    if (leftMs <= 0) return SILENT;
    const answered = new AbortController();
    const late = delay(leftMs, SILENT, { signal: answered.signal }).catch(() => SILENT);
    try {
      return await Promise.race([found, late as Promise<typeof SILENT>]);
    } finally {
      answered.abort();
    }
  }

  #begin() {
    const found = this.#commit().finally(() => {
      this.#look = null;
    });
    return { began: performance.now(), found };
  }

  async #commit(): Promise<UnreadyReason | null> {
    try {
      const client = await this.#usable();
      await client.query(COMMIT);
      refuseWarning(client);
      return (await pendingMigrations(client)).length > 0 ? 'migrations pending' : null;
    } catch (error) {
      void this.#client?.end().catch(() => {});
      this.#client = null;
      this.#onFailure(error);
      return isOutOfRoom(error) ? 'database cannot write' : 'database unreachable';
    }
  }

  async #usable(): Promise<pg.Client> {
    if (this.#client && !this.#database.trusts(this.#client)) {
      void this.#client.end().catch(() => {});
      this.#client = null;
    }
    this.#client ??= await this.#database.connect(OWN_SETTINGS);
    return this.#client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#look?.found;
    await this.#client?.end();
  }
}
