import { required } from './assert.ts';
import type { Db } from './database/index.ts';

/** A condition that must always hold for the data, and how to check it. */
export interface Invariant {
  readonly id: string;
  readonly title: string;
  /** How much was checked, and the names of what is broken (at most a hundred). */
  readonly check: (db: Db) => Promise<{ checked: number; broken: readonly string[] }>;
}

const BROKEN_MAX = 100;

/** Makes an invariant from two queries: one counts what is checked, the other lists what is broken in a column `broken`. */
export function sqlInvariant(id: string, title: string, count: string, broken: string): Invariant {
  return {
    id,
    title,
    check: async (db) => {
      const counted = await db.query<{ count: number }>(count);
      const found = await db.query<{ broken: string }>(`${broken} LIMIT ${BROKEN_MAX}`);
      return {
        checked: required(counted.rows[0], 'a count has a row').count,
        broken: found.rows.map((row) => row.broken),
      };
    },
  };
}
