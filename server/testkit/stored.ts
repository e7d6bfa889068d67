import type { Db } from '../src/kit/database/index.ts';

/**
 * Returns how many rows each table has, and a digest of those rows: equal before and after means that nothing was
 * written, not even an update. Unlogged tables are left out: they are a cache; and what is noted of every call, refused or not.
 */
export async function storedState(db: Db): Promise<Record<string, string>> {
  const tables = await db.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND c.relpersistence = 'p'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'request_log') ORDER BY 1`,
  );
  // A UNION of so many tables would be read by parallel workers, and to start them takes longer than to read.
  const each = tables.rows.map(
    ({ name }, n) =>
      `(SELECT count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0))::text, '0')
          FROM ${name} t) AS t${n}`,
  );
  const { rows } = await db.query<Record<string, string>>(`SELECT ${each.join(', ')}`);
  return Object.fromEntries(tables.rows.map(({ name }, n) => [name, rows[0]?.[`t${n}`] ?? '']));
}
