import type pg from 'pg';

/** One table as it is now, with its indexes, its long values and, if it has any, its partitions. */
export interface TableSize {
  /** `schema.table` */
  readonly table: string;
  readonly bytes: number;
  readonly rows: number;
  /** Deleted rows whose place is not free yet, as PostgreSQL estimates them. */
  readonly dead: number;
}

const OWN = `n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'`;

/** Reads all tables of the database; `client` is the owner's. */
export async function readSizes(client: pg.Client): Promise<TableSize[]> {
  const { rows } = await client.query<{ table: string; bytes: string; dead: string }>(
    `SELECT n.nspname || '.' || c.relname AS table, sum(pg_total_relation_size(p.relid)) AS bytes,
            coalesce(sum(pg_stat_get_dead_tuples(p.relid)), 0) AS dead
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       CROSS JOIN LATERAL (SELECT t.relid FROM pg_partition_tree(c.oid) t
                           UNION SELECT c.oid) p
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${OWN}
      GROUP BY 1 ORDER BY 1`,
  );
  const counts = new Map<string, number>();
  const texts = rows.map(
    ({ table }) => `SELECT '${table}' AS table, count(*) AS rows FROM ${table}`,
  );
  const counted = await client.query<{ table: string; rows: string }>(texts.join(' UNION ALL '));
  for (const { table, rows: found } of counted.rows) counts.set(table, Number(found));
  return rows.map(({ table, bytes, dead }) => ({
    table,
    bytes: Number(bytes),
    dead: Number(dead),
    rows: counts.get(table) ?? 0, // nothing: each table was counted
  }));
}

/**
 * Vacuums the tables that autovacuum would by its own rules: it has a whole day for what a simulated day gives it seconds. Returns their names.
 */
export async function vacuumDue(client: pg.Client): Promise<string[]> {
  await client.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       CROSS JOIN LATERAL (
         SELECT coalesce(max(o.option_value) FILTER (WHERE o.option_name = 'autovacuum_vacuum_threshold'),
                         current_setting('autovacuum_vacuum_threshold'))::float AS dead_min,
                coalesce(max(o.option_value) FILTER (WHERE o.option_name = 'autovacuum_vacuum_scale_factor'),
                         current_setting('autovacuum_vacuum_scale_factor'))::float AS dead_share,
                coalesce(max(o.option_value) FILTER (WHERE o.option_name = 'autovacuum_vacuum_insert_threshold'),
                         current_setting('autovacuum_vacuum_insert_threshold'))::float AS new_min,
                coalesce(max(o.option_value) FILTER (WHERE o.option_name = 'autovacuum_vacuum_insert_scale_factor'),
                         current_setting('autovacuum_vacuum_insert_scale_factor'))::float AS new_share
           FROM pg_options_to_table(c.reloptions) o) s
      WHERE c.relkind = 'r' AND ${OWN}
        AND (pg_stat_get_dead_tuples(c.oid) > s.dead_min + s.dead_share * greatest(c.reltuples, 0)
             OR pg_stat_get_ins_since_vacuum(c.oid) > s.new_min + s.new_share * greatest(c.reltuples, 0))`,
  );
  for (const { name } of rows) await client.query(`VACUUM (ANALYZE) ${name}`);
  return rows.map(({ name }) => name);
}
