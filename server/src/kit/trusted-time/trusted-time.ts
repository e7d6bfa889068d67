import type { Clock } from '../clock.ts';
import type { Database, Db, Tx } from '../database/index.ts';
import { SECOND_MS } from '../time.ts';
import { type Doubt, judgeTime, OFFSET_MAX_MS, type TimeRecord } from './judge-time.ts';

/** The database's own clock: a second opinion if it runs on another machine. */
export type DatabaseClock = (db: Db) => Promise<Date>;

/** The clock of the database's machine, in microseconds. */
export const askDatabaseClock: DatabaseClock = async (db) => {
  const { rows } = await db.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const [row] = rows;
  if (!row) throw new Error('the database tells no time');
  return row.now;
};

/** How far a clock is ahead of the database's, in milliseconds. */
export async function aheadOfMs(
  clock: Clock,
  databaseClock: DatabaseClock,
  db: Db,
): Promise<number> {
  const before = clock.now().getTime();
  const theirs = (await databaseClock(db)).getTime();
  const after = clock.now().getTime();
  // The database answered somewhere in between; the nearest bound counts, so that a slow answer does not look like an offset.
  if (theirs < before) return before - theirs;
  return theirs > after ? after - theirs : 0;
}

/** Throws when the clocks of machine and database differ too much: prices, windows and leases would not match. */
export function refuseOffset(aheadMs: number): void {
  if (Math.abs(aheadMs) <= OFFSET_MAX_MS) return;
  const seconds = Math.round(Math.abs(aheadMs) / SECOND_MS);
  throw new Error(
    `The clock of this machine is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the database's; set both by NTP, then start again.`,
  );
}

export interface TrustedTimeOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly databaseClock: DatabaseClock;
  /** Called when the doubt begins, changes or ends. */
  readonly onChange?: (doubt: Doubt | null) => void;
}

/**
 * Decides whether the clock can be trusted, for everything that deletes or expires: a clock that is wrong for a minute must not
 * delete what protects money. It stores the latest trusted time in the database, compares each look with a monotonic clock and
 * with the database's clock, and trusts a clock that jumped only after it has run evenly for an hour, or for a day if it is more
 * than a day from the latest trusted time.
 */
export class TrustedTime {
  readonly #options: TrustedTimeOptions;
  #last: { wall: Date; steadyMs: number };
  #looked = false;
  #reported: Doubt | null = null;

  constructor(options: TrustedTimeOptions) {
    this.#options = options;
    this.#last = this.#read();
  }

  /** Looks at the clocks, stores the result, and says whether the time may be acted on. */
  async isTrusted(): Promise<boolean> {
    const { database } = this.#options;
    const record = await database.transaction(async (tx) => {
      const kept = await lockRecord(tx);
      const seen = judgeTime(kept, await this.#look(tx));
      await saveRecord(tx, seen);
      return seen;
    });
    this.#tell(record.doubt?.kind ?? null);
    return record.doubt === null;
  }

  /** How far this machine's clock is ahead of the database's, in milliseconds. */
  aheadOfDatabaseMs(db: Db = this.#options.database.reads): Promise<number> {
    return aheadOfMs(this.#options.clock, this.#options.databaseClock, db);
  }

  async #look(tx: Tx) {
    const now = this.#read();
    // The first look compares with the start of this process only if there is nothing older to compare with.
    const passed = this.#looked
      ? {
          wallMs: now.wall.getTime() - this.#last.wall.getTime(),
          steadyMs: now.steadyMs - this.#last.steadyMs,
        }
      : null;
    this.#looked = true;
    this.#last = now;
    return { wall: now.wall, passed, aheadOfDatabaseMs: await this.aheadOfDatabaseMs(tx) };
  }

  #read() {
    const { clock } = this.#options;
    return { wall: clock.now(), steadyMs: clock.steadyMs() };
  }

  #tell(doubt: Doubt | null): void {
    if (doubt === this.#reported) return;
    this.#reported = doubt;
    this.#options.onChange?.(doubt);
  }
}

/** What the database remembers of the clock; null before the first look. */
export async function readTimeRecord(db: Db): Promise<TimeRecord | null> {
  return recordOf(await db.query<Row>(`SELECT ${COLUMNS} FROM kit.trusted_time`));
}

/** A person confirms that the clock is right: it is trusted from now on. Returns the doubt that this ended. */
export async function confirmTime(tx: Tx, at: Date): Promise<TimeRecord | null> {
  const before = await lockRecord(tx);
  await saveRecord(tx, { mark: at, doubt: null });
  return before;
}

interface Row {
  readonly mark: Date;
  readonly doubt: Doubt | null;
  readonly doubted_since: Date | null;
  readonly steady_ms: number;
}

const COLUMNS = 'mark, doubt, doubted_since, steady_ms';

async function lockRecord(tx: Tx): Promise<TimeRecord | null> {
  return recordOf(await tx.query<Row>(`SELECT ${COLUMNS} FROM kit.trusted_time FOR UPDATE`));
}

function recordOf({ rows: [row] }: { readonly rows: readonly Row[] }): TimeRecord | null {
  if (!row) return null;
  const { mark, doubt, doubted_since: since, steady_ms: steadyMs } = row;
  return {
    mark,
    doubt: doubt !== null && since !== null ? { kind: doubt, since, steadyMs } : null,
  };
}

async function saveRecord(tx: Tx, { mark, doubt }: TimeRecord): Promise<void> {
  await tx.query(
    `INSERT INTO kit.trusted_time (mark, doubt, doubted_since, steady_ms) VALUES ($1, $2, $3, $4)
     ON CONFLICT (only_row) DO UPDATE
       SET mark = excluded.mark, doubt = excluded.doubt, doubted_since = excluded.doubted_since,
           steady_ms = excluded.steady_ms`,
    // nothing: without a doubt nothing is counted.
    [mark, doubt?.kind ?? null, doubt?.since ?? null, Math.round(doubt?.steadyMs ?? 0)],
  );
}
