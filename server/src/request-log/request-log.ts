import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../kit/database/index.ts';
import type { Served } from '../kit/http/index.ts';
import { SECOND_MS } from '../kit/time.ts';
import { Gaps } from './gaps.ts';
import { LastUses } from './last-uses.ts';
import { type LoggedKey, lineOf } from './line.ts';
import { Lines } from './lines.ts';

const FLUSH_MS = SECOND_MS;
/** About 4 MB: several seconds of everything that a process can answer. */
const LINES_MAX = 20_000;
const COPY = `COPY request_log.calls (tenant_id, at, request_id, key_id, method, path, about, status, code, ms, address,
  policy, policy_limit, retry_after, replayed, idempotency) FROM STDIN`;

interface RequestLogParts {
  readonly database: Pick<Database, 'connect'>;
  /** Told of lines that were written, and of those that never will be. */
  readonly onLines: (outcome: 'written' | 'dropped', count: number) => void;
  /** Told once when writing begins to fail. */
  readonly onError: (error: Error) => void;
}

type Connection = ClientBase & { end(): Promise<void> };

/**
 * Records the calls of keys beside the calls: a call leaves one line in memory and waits for nothing. Once a second the lines are
 * written together, on a connection of their own. While the database is away they are kept, as many as `linesMax`; further ones are
 * counted by minute, so that the log can say what is missing.
 */
export class RequestLog implements AsyncDisposable {
  readonly #parts: RequestLogParts;
  readonly #linesMax: number;
  /** The days that have a table. */
  readonly #days = new Set<string>();
  readonly #gaps = new Gaps();
  readonly #uses = new LastUses();
  #lines = new Lines();
  /** What is being written, or was when its connection broke. */
  #batch = new Lines();
  #inDoubt = false;
  #connection: Connection | null = null;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #isFailing = false;
  #isClosed = false;

  constructor(parts: RequestLogParts, linesMax = LINES_MAX) {
    this.#parts = parts;
    this.#linesMax = linesMax;
  }

  /** Records a finished call soon. */
  add(call: Served, key: LoggedKey): void {
    const { at, requestId } = call;
    const { tenantId } = key;
    this.#uses.add(key.keyId, at);
    if (this.#unwritten >= this.#linesMax) this.#drop(tenantId, at);
    else this.#lines.add(lineOf(call, key), { tenantId, at, requestId });
    this.#plan();
  }

  get #unwritten(): number {
    return this.#lines.count + this.#batch.count;
  }

  /** Whether anything is to be written. */
  get #waiting(): boolean {
    return this.#unwritten + this.#gaps.size + this.#uses.size > 0;
  }

  /** Writes what was recorded before this call. */
  async flush(): Promise<void> {
    await this.#running;
    await this.#begin();
  }

  #plan(): void {
    if (this.#timer !== null || this.#running !== null || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#begin();
    }, FLUSH_MS);
    this.#timer.unref();
  }

  #begin(): Promise<void> {
    this.#running ??= this.#write().finally(() => {
      this.#running = null;
      if (this.#waiting) this.#plan();
    });
    return this.#running;
  }

  async #write(): Promise<void> {
    if (!this.#waiting) return;
    try {
      this.#connection ??= await this.#connect();
      if (this.#inDoubt) await this.#settle(this.#connection);
      if (this.#batch.count === 0) {
        this.#batch = this.#lines;
        this.#lines = new Lines();
      }
      await this.#openDays(this.#connection);
      this.#inDoubt = this.#batch.count > 0;
      if (this.#inDoubt) await this.#copy(this.#connection);
      await this.#gaps.write(this.#connection);
      await this.#uses.write(this.#connection);
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#parts.onError(error as Error);
      this.#isFailing = true;
      // The day's table may be what is missing.
      this.#days.clear();
      // It may be one that hangs, which nobody waits for.
      void this.#disconnect();
    }
  }

  /** Its commits need not reach the disk. */
  #connect(): Promise<Connection> {
    return this.#parts.database.connect({ synchronous_commit: 'off' });
  }

  async #disconnect(): Promise<void> {
    const connection = this.#connection;
    this.#connection = null;
    await connection?.end().catch(() => {});
  }

  /** A batch is one statement, so its first line says whether all of it was stored. */
  async #settle(connection: Connection): Promise<void> {
    const { first } = this.#batch;
    if (first) {
      const { tenantId, at, requestId } = first;
      const { rows } = await connection.query(
        'SELECT FROM request_log.calls WHERE tenant_id = $1 AND at = $2 AND request_id = $3',
        [tenantId, at, requestId],
      );
      if (rows.length > 0) this.#written();
    }
    this.#inDoubt = false;
  }

  async #copy(connection: Connection): Promise<void> {
    await pipeline(this.#batch.pieces, connection.query(copyFrom(COPY)));
    this.#written();
  }

  #written(): void {
    this.#parts.onLines('written', this.#batch.count);
    this.#batch = new Lines();
    this.#inDoubt = false;
  }

  async #openDays(connection: Connection): Promise<void> {
    for (const day of this.#batch.days) {
      if (this.#days.has(day)) continue;
      await connection.query('SELECT request_log.open_day($1)', [day]);
      this.#days.add(day);
    }
  }

  #drop(tenantId: number, at: Date): void {
    this.#parts.onLines('dropped', 1);
    this.#gaps.add(tenantId, at);
  }

  /** Writes what is left, in at most the time of one statement, and gives up what cannot be written. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.flush();
    const lost = this.#unwritten;
    if (lost > 0) this.#parts.onLines('dropped', lost);
    await this.#disconnect();
  }
}
