import type { Db } from '../kit/database/index.ts';
import { numberPlace, type PageAsked, Pages, rising } from '../kit/pages.ts';

/** A refused row of a lot's file: never its text. */
export interface Reject {
  readonly line: number;
  readonly reason: string;
}

export const rejectPages = new Pages('rejects', numberPlace, ({ line }: Reject) => line, {
  turns: true,
});

/** The refused rows of a lot, by line. */
export async function listRejects(
  db: Db,
  lotId: string,
  asked: PageAsked<number>,
): Promise<Reject[]> {
  const { behind, order } = rising(asked);
  const { rows } = await db.query<Reject>(
    `SELECT line, reason FROM stock.rejects
      WHERE lot_id = $1 AND ($2::bigint IS NULL OR line ${behind} $2) ORDER BY line ${order} LIMIT $3`,
    [lotId, asked.behind ?? null, asked.limit],
  );
  return rows;
}
