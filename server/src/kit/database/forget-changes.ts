import { required } from '../assert.ts';
import type { Database } from './database.ts';

/**
 * A job that forgets noted changes: each round those of before the round before, so that whoever reads at shorter intervals misses
 * none.
 */
export function forgetChanges(database: Database): () => Promise<void> {
  let before = '0';
  return async () => {
    const { rows } = await database.transaction((tx) =>
      tx.query<{ xmin: string }>('SELECT kit.forget_changes($1::xid8)::text AS xmin', [before]),
    );
    before = required(rows[0], 'the mark is always read').xmin;
  };
}
