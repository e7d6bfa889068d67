import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import type { SoldCode } from '../orders/index.ts';

interface Notice {
  readonly lotId: string;
  readonly tenantId: number;
  readonly note: string;
  readonly codes: readonly Pick<SoldCode, 'codeId' | 'orderId'>[];
  readonly at: Date;
}

/** Records that a partner was notified of a lot, and of which codes: the recall's id; null if it already was. */
export async function notice(
  tx: Tx,
  { lotId, tenantId, note, codes, at }: Notice,
): Promise<string | null> {
  const recallId = newUuid(at.getTime());
  const { rowCount } = await tx.query(
    `INSERT INTO recalls.notices (lot_id, tenant_id, recall_id, note, codes, noticed_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (lot_id, tenant_id) DO NOTHING`,
    [lotId, tenantId, recallId, note, codes.length, at],
  );
  if (rowCount === 0) return null;
  await tx.query(
    `INSERT INTO recalls.codes (recall_id, ordinal, code_id, order_id)
     SELECT $1, u.ordinal, u.code_id, u.order_id
       FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY u(code_id, order_id, ordinal)`,
    [recallId, codes.map(({ codeId }) => codeId), codes.map(({ orderId }) => orderId)],
  );
  return recallId;
}

/** How many tenants were notified of a lot. */
export async function countNotices(db: Db, lotId: string): Promise<number> {
  const { rows } = await db.query<{ told: number }>(
    'SELECT count(*) AS told FROM recalls.notices WHERE lot_id = $1',
    [lotId],
  );
  return required(rows[0], 'a count has a row').told;
}
