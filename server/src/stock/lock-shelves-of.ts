import type { Tx } from '../kit/database/index.ts';

/** Locks every shelf that a lot has codes for. */
export async function lockShelvesOf(tx: Tx, lotId: string, at: Date): Promise<void> {
  await tx.query('SELECT stock.lock(stock.shelves_of($1), $2)', [lotId, at]);
}
