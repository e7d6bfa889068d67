import { assert } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';

/** Whether the codes of a run may no longer be sold, because their lot was recalled or they expired. */
export async function isSpoiled(tx: Tx, runId: number, at: Date): Promise<boolean> {
  const { rows } = await tx.query<{ spoiled: boolean }>(
    'SELECT (stock.spoiled($2, ARRAY[$1::int]))[1] AS spoiled',
    [runId, at],
  );
  assert(rows[0], `run ${runId} is known`);
  return rows[0].spoiled;
}
