import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { countPayer, lockBankLine, moveLine } from './store.ts';

/**
 * Opens the line of a deposit that was reversed or rejected: what it accounted for has to be matched again. Called in the commit of the
 * deposit; does nothing for a deposit that accounts for no line.
 */
export async function releaseDeposit(tx: Tx, depositId: string, by: By): Promise<void> {
  const { rows } = await tx.query<{ lineId: string; tenantId: number }>(
    `UPDATE bank_statements.parts SET ended_by = $2, ended_at = $3 WHERE deposit_id = $1 AND ended_at IS NULL
     RETURNING line_id AS "lineId", tenant_id AS "tenantId"`,
    [depositId, by.actor, by.at],
  );
  if (!rows[0]) return;
  const { lineId, tenantId } = rows[0];
  const line = await lockBankLine(tx, lineId);
  await countPayer(tx, line.payerAccount, tenantId, -1);
  const detail = { deposit: formatId('dep', depositId), outside_id: line.outsideId };
  await moveLine(tx, line, { state: 'open' }, { action: 'bank_line.opened', detail }, by);
}

/** Whether a deposit was recorded from a line that no longer is its: it must not be credited any more. */
export async function isReleased(db: Db, depositId: string): Promise<boolean> {
  const { rows } = await db.query(
    'SELECT FROM bank_statements.parts WHERE deposit_id = $1 AND ended_at IS NOT NULL AND made',
    [depositId],
  );
  return rows.length > 0;
}
