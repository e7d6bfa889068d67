import type pg from 'pg';
import { required } from '../assert.ts';
import { DatabaseProblem } from '../database/index.ts';
import type { MovedTable } from './tables.ts';

/** What a table has: its rows, and the sum of the beginnings of the SHA-256 of each row as text, whatever their order. */
export interface Content {
  readonly rows: number;
  readonly sum: string;
}

export async function contentOf(
  client: pg.ClientBase,
  { name, selected }: Pick<MovedTable, 'name' | 'selected'>,
): Promise<Content> {
  const { rows } = await client.query<Content>(
    `SELECT count(*) AS rows,
            coalesce(sum(('x' || encode(substr(sha256(convert_to(t::text, 'UTF8')), 1, 7), 'hex'))::bit(56)::bigint), 0)::text AS sum
       FROM (SELECT ${selected} FROM ONLY ${name}) t`,
  );
  return required(rows[0], 'a sum has a row');
}

/** Throws a `DatabaseProblem` that names the table if two databases differ in it. */
export function refuseDifference(table: string, old: Content, copy: Content): void {
  if (old.rows === copy.rows && old.sum === copy.sum) return;
  throw new DatabaseProblem(
    `The copy of ${table} differs: ${old.rows} rows in the old database, ${copy.rows} in the new one${old.rows === copy.rows ? ', of other content' : ''}.`,
  );
}
