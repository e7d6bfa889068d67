import type { Tx } from '../kit/database/index.ts';

/** Lets endpoints that had all events before a hole in their stream go on behind it. */
export async function leapCursors(tx: Tx): Promise<void> {
  await tx.query('SELECT webhooks.leap()');
}
