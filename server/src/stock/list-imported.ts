import type { ActOfOne } from '../kit/count-exceeding.ts';
import type { Db } from '../kit/database/index.ts';
import { type OwnedRow, ofOwner } from './of-owner.ts';

/** The live lots that people imported later than this, as acts of these people; the newest first and at most so many. */
export async function listImported(db: Db, since: Date, most: number): Promise<ActOfOne[]> {
  const { rows } = await db.query<OwnedRow>(
    `SELECT created_at AS at, accepted AS amount, imported_by AS owner FROM stock.lots
      WHERE mode = 'live' AND created_at > $1 AND status IN ('complete', 'held', 'recalled')
      ORDER BY created_at DESC LIMIT $2`,
    [since, most],
  );
  return rows.map(ofOwner);
}
