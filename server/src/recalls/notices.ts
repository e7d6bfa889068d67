import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';

/** Records that a partner was notified of a lot; false if it already was. */
export async function notice(
  tx: Tx,
  lotId: string,
  tenantId: number,
  codes: number,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO recalls.notices (lot_id, tenant_id, codes, noticed_at)
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [lotId, tenantId, codes, at],
  );
  return rowCount > 0;
}

/** How many tenants were notified of a lot. */
export async function countNotices(db: Db, lotId: string): Promise<number> {
  const { rows } = await db.query<{ told: number }>(
    'SELECT count(*) AS told FROM recalls.notices WHERE lot_id = $1',
    [lotId],
  );
  return required(rows[0], 'a count has a row').told;
}
