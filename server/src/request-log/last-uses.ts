import type { ClientBase } from 'pg';
import type { Db } from '../kit/database/index.ts';
import { MINUTE_MS } from '../kit/time.ts';

/** How many keys are remembered; beyond that a use may be written more often. */
const KEYS_MAX = 10_000;

/**
 * When each key was last used. It is written once a minute and key: nobody needs it to the second. A later time is never replaced by
 * an earlier one, so whatever may or may not have been written can be written again.
 */
export class LastUses {
  /** In milliseconds. */
  readonly #written = new Map<string, number>();
  #waiting = new Map<string, number>();

  get size(): number {
    return this.#waiting.size;
  }

  add(keyId: string, at: Date): void {
    const time = at.getTime();
    const before = this.#waiting.get(keyId) ?? this.#written.get(keyId);
    if (before === undefined || time - before >= MINUTE_MS) this.#waiting.set(keyId, time);
  }

  /** After a failure call it again with another connection. */
  async write(connection: ClientBase): Promise<void> {
    if (this.#waiting.size === 0) return;
    const batch = this.#waiting;
    this.#waiting = new Map();
    try {
      await connection.query(
        `INSERT INTO request_log.last_uses AS u (key_id, at)
         SELECT * FROM unnest($1::uuid[], $2::timestamptz[]) ORDER BY 1
         ON CONFLICT (key_id) DO UPDATE SET at = greatest(u.at, excluded.at)`,
        [[...batch.keys()], [...batch.values()].map((time) => new Date(time))],
      );
    } catch (error) {
      this.#waiting = new Map([...batch, ...this.#waiting]);
      throw error;
    }
    if (this.#written.size + batch.size > KEYS_MAX) this.#written.clear();
    for (const [keyId, time] of batch) this.#written.set(keyId, time);
  }
}

/** When these keys last made a call, to the minute; a key that never did is not in it. */
export async function lastUses(db: Db, keyIds: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await db.query<{ key_id: string; at: Date }>(
    'SELECT key_id, at FROM request_log.last_uses WHERE key_id = ANY($1)',
    [keyIds],
  );
  return new Map(rows.map((row) => [row.key_id, row.at]));
}
