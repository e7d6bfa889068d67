import type pg from 'pg';
import { DatabaseError } from '../src/kit/database/index.ts';

/** What some work returned and left in the tables that were read, or that the database refused it. */
export type Left<Result> =
  | { readonly refused: true }
  | { readonly refused: false; readonly result: Result; readonly rows: Record<string, unknown[]> };

/**
 * SQL states of constraints (23), of errors that a function raises (P0), and of values that it cannot compute with
 * (22).
 */
const REFUSED = /^(22|23|P0)/;

/**
 * Does some work in a transaction that is rolled back: returns its result, and what the named queries found after it. A
 * rule that is written in two forms stays consistent if both are compared in this way.
 */
export async function leftBy<Result>(
  client: pg.ClientBase,
  looks: Readonly<Record<string, string>>,
  work: () => Promise<Result>,
): Promise<Left<Result>> {
  await client.query('BEGIN');
  try {
    const result = await work();
    const rows: Record<string, unknown[]> = {};
    for (const [name, query] of Object.entries(looks))
      rows[name] = (await client.query(query)).rows;
    return { refused: false, result, rows };
  } catch (error) {
    if (error instanceof DatabaseError && REFUSED.test(error.code ?? '')) return { refused: true };
    throw error;
  } finally {
    await client.query('ROLLBACK');
  }
}
