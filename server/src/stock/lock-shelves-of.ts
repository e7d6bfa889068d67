import { required } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';

/** Locks every shelf that a lot has codes for, and returns them. */
export async function lockShelvesOf(tx: Tx, lotId: string, at: Date): Promise<number[]> {
  const { rows } = await tx.query<{ shelves: number[] }>(
    'SELECT shelves, stock.lock(shelves, $2) FROM stock.shelves_of($1) shelves',
    [lotId, at],
  );
  return required(rows[0], 'a function gives a row').shelves;
}
