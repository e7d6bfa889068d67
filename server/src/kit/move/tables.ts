import type pg from 'pg';

/** A table whose rows are copied. Names are quoted as SQL needs them. */
export interface MovedTable {
  readonly name: string;
  /** On the disk, without indexes. */
  readonly bytes: number;
  readonly columns: string;
  /** The columns as they are read: the number of a transaction means nothing in another cluster. */
  readonly selected: string;
  /** Null unless it is a partition. */
  readonly partition: string | null;
}

/**
 * The id that stands for every transaction of the old cluster. The new one counts from its own beginning, so each of its transactions
 * is later, as it should be.
 */
const PAST = `'1'::xid8`;

/** The tables of these schemas, except those whose rows are only about transactions that have ended. */
export async function tablesOf(
  client: pg.ClientBase,
  schemas: readonly string[],
): Promise<MovedTable[]> {
  const { rows } = await client.query<MovedTable>(
    `SELECT c.oid::regclass::text AS name, pg_table_size(c.oid) AS bytes, l.columns, l.selected,
            CASE WHEN c.relispartition THEN format('%s TABLE IF NOT EXISTS %s PARTITION OF %s %s%s',
              CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE '' END, c.oid::regclass, i.inhparent::regclass,
              pg_get_expr(c.relpartbound, c.oid), ' WITH (' || array_to_string(c.reloptions, ', ') || ')') END AS partition
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
      CROSS JOIN LATERAL (
        SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,
               string_agg(CASE WHEN a.atttypid = 'xid8'::regtype THEN $2 || ' AS ' ELSE '' END || quote_ident(a.attname), ', '
                          ORDER BY a.attnum) AS selected
          FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') l
      WHERE c.relkind = 'r' AND n.nspname = ANY ($1)
        AND NOT EXISTS (SELECT FROM pg_index x JOIN pg_attribute k ON k.attrelid = x.indrelid AND k.attnum = ANY (x.indkey)
                         WHERE x.indrelid = c.oid AND x.indisprimary AND k.atttypid = 'xid8'::regtype)
      ORDER BY 1`,
    [schemas, PAST],
  );
  return rows;
}

/** The names of all tables of these schemas that rows can be in, or in whose partitions. */
export async function relationsOf(
  client: pg.ClientBase,
  schemas: readonly string[],
): Promise<string[]> {
  return namesOf(client, schemas, ['r', 'p']);
}

export async function sequencesOf(
  client: pg.ClientBase,
  schemas: readonly string[],
): Promise<string[]> {
  return namesOf(client, schemas, ['S']);
}

async function namesOf(
  client: pg.ClientBase,
  schemas: readonly string[],
  kinds: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind::text = ANY ($2) AND n.nspname = ANY ($1) ORDER BY 1`,
    [schemas, kinds],
  );
  return rows.map(({ name }) => name);
}

/** A foreign key, which is dropped while the rows of both its tables arrive. */
export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

export async function foreignKeysOf(
  client: pg.ClientBase,
  schemas: readonly string[],
): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `SELECT k.conrelid::regclass::text AS table, quote_ident(k.conname) AS name, pg_get_constraintdef(k.oid) AS definition
       FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
      WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY ($1) ORDER BY 1, 2`,
    [schemas],
  );
  return rows;
}

/** All constraints and triggers as one text: equal before and after, if everything that was switched off is on again. */
export async function checksOf(client: pg.ClientBase, schemas: readonly string[]): Promise<string> {
  const { rows } = await client.query<{ text: string }>(
    `SELECT concat_ws(' ', c.oid::regclass, x.name, x.definition) AS text
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL (
        SELECT k.conname AS name, concat_ws(' ', pg_get_constraintdef(k.oid), k.convalidated) AS definition
          FROM pg_constraint k WHERE k.conrelid = c.oid
        UNION ALL
        SELECT t.tgname, concat_ws(' ', t.tgenabled, pg_get_triggerdef(t.oid))
          FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) x
      WHERE n.nspname = ANY ($1) AND NOT c.relispartition ORDER BY 1`,
    [schemas],
  );
  return rows.map(({ text }) => text).join('\n');
}
