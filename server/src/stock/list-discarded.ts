import type { ActOfOne } from '../kit/count-exceeding.ts';
import type { Db } from '../kit/database/index.ts';
import { type OwnedRow, ofOwner } from './of-owner.ts';

/** Unsold codes that people discarded later than this, as acts of these people; the newest first and at most so many. */
export async function listDiscarded(db: Db, since: Date, most: number): Promise<ActOfOne[]> {
  const { rows } = await db.query<OwnedRow>(
    `SELECT discarded_at AS at, codes AS amount, discarded_by AS owner FROM stock.discards
      WHERE discarded_at > $1 ORDER BY discarded_at DESC LIMIT $2`,
    [since, most],
  );
  return rows.map(ofOwner);
}
