import type { Db } from './database/index.ts';

/** Reads names of things by their ids: `sql` has the ids as `$1` and returns `id` and `name`. */
export async function namesById(
  db: Db,
  sql: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(sql, [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
