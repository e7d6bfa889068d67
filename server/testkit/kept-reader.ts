import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Database, Db } from '../src/kit/database/index.ts';

interface Kept {
  readonly client: pg.Client;
  /** How often it was read on. */
  reads: number;
}

/**
 * Reads as `database.reading` does, but on a connection that stays. From its second use on it keeps what is planned: a shop is verified
 * after many of its tests, and planning a hundred and forty statements takes three times as long as running them.
 */
export class KeptReader implements AsyncDisposable {
  readonly #database: Database;
  #kept: Kept | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  async reading<Result>(
    settings: Readonly<Record<string, string>>,
    work: (db: Db) => Promise<Result>,
  ): Promise<Result> {
    // Whoever reads at the same time opens a connection of their own.
    const taken = this.#kept;
    this.#kept = null;
    const trusted = taken !== null && this.#database.trusts(taken.client);
    if (taken !== null && !trusted) await this.#end(taken);
    const kept = trusted ? taken : { client: await this.#database.connect(settings), reads: 0 };
    // To keep a plan costs more than to make it, so whoever reads only once keeps none.
    const nameOf = kept.reads === 0 ? () => undefined : fingerprint;
    kept.reads += 1;
    try {
      const result = await work({
        query: async (text, values) => {
          const name = nameOf(text);
          const query = { text, values: values as unknown[], ...(name && { name }) };
          const { rows, rowCount } = await kept.client.query(query);
          return { rows, rowCount: rowCount ?? 0 }; // nothing: a statement that counts no rows changed none.
        },
      });
      if (this.#kept !== null) await this.#end(this.#kept);
      this.#kept = kept;
      return result;
    } catch (error) {
      await this.#end(kept);
      throw error;
    }
  }

  async #end({ client }: Kept): Promise<void> {
    await client.end().catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#kept !== null) await this.#end(this.#kept);
    this.#kept = null;
  }
}

/** A name has at most 63 bytes. */
function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
