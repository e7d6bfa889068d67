import type { Db } from '../kit/database/index.ts';
import type { ActOfOne } from '../kit/would-exceed.ts';

type Row = Omit<ActOfOne, 'owners'> & { readonly owner: string };

/** The live lots that people imported later than this, as acts of these people; the newest first and at most so many. */
export async function listImported(db: Db, since: Date, most: number): Promise<ActOfOne[]> {
  const { rows } = await db.query<Row>(
    `SELECT created_at AS at, accepted AS amount, imported_by AS owner FROM stock.lots
      WHERE mode = 'live' AND created_at > $1 AND status IN ('complete', 'held', 'recalled')
      ORDER BY created_at DESC LIMIT $2`,
    [since, most],
  );
  return rows.map(ofOwner);
}

/** Unsold codes that people discarded later than this, in the same form. */
export async function listDiscarded(db: Db, since: Date, most: number): Promise<ActOfOne[]> {
  const { rows } = await db.query<Row>(
    `SELECT discarded_at AS at, codes AS amount, discarded_by AS owner FROM stock.discards
      WHERE discarded_at > $1 ORDER BY discarded_at DESC LIMIT $2`,
    [since, most],
  );
  return rows.map(ofOwner);
}

function ofOwner({ owner, ...act }: Row): ActOfOne {
  return { ...act, owners: [owner] };
}
