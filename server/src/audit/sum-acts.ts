import type { Db } from '../kit/database/index.ts';

/** Acts of one kind by one member of staff or operator. */
export interface ActsOfOne<Action> {
  readonly action: Action;
  readonly actor: string;
  readonly entries: number;
  readonly at: Date;
}

/** Sums what staff and operators did since a time, of these kinds; the newest first, at most `most`. */
export async function sumActs<Action extends string>(
  db: Db,
  actions: readonly Action[],
  since: Date,
  most: number,
): Promise<ActsOfOne<Action>[]> {
  const { rows } = await db.query<ActsOfOne<Action>>(
    `SELECT e.action, e.actor, count(*) AS entries, max(e.at) AS at FROM audit.entries e
      WHERE e.entry_id >= audit.first_since($2) AND e.at >= $2 AND e.action = ANY($1)
        AND (starts_with(e.actor, 'staff:') OR starts_with(e.actor, 'operator:'))
      GROUP BY e.action, e.actor ORDER BY max(e.at) DESC, e.action LIMIT $3`,
    [actions, since, most],
    'audit.sum_acts',
  );
  return rows;
}
