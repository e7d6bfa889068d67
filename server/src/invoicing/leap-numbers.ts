import type { Tx } from '../kit/database/index.ts';

/** More documents than any shop issues between two backups. */
const LEAP = 100_000;

/** Skips numbers of both series that lost documents may have, and records them: partners have those documents, and no number is used twice. */
export async function leapNumbers(tx: Tx, at: Date): Promise<void> {
  await tx.query('SELECT invoicing.leap_numbers($1, $2)', [at, LEAP]);
}
