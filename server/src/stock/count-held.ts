import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';

/** How many codes of these runs are on hold for pending orders. */
export async function countHeld(db: Db, runIds: readonly number[]): Promise<number> {
  const { rows } = await db.query<{ held: number }>('SELECT orders.held_of($1) AS held', [runIds]);
  return required(rows[0], 'a function gives a row').held;
}
