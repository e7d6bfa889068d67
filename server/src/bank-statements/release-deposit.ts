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

/**
 * Whether a deposit must not be credited, because its bank line is no longer its: it was recorded from that line, or it was only linked to it
 * and the line is matched now to others, while the deposit accounts for no other line.
 */
export async function isReleased(db: Db, depositId: string): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM bank_statements.parts p JOIN bank_statements.lines l USING (line_id)
      WHERE p.deposit_id = $1 AND p.ended_at IS NOT NULL AND (p.made OR l.state = 'matched' AND NOT EXISTS (
        SELECT FROM bank_statements.parts o WHERE o.deposit_id = p.deposit_id AND o.ended_at IS NULL))`,
    [depositId],
  );
  return rows.length > 0;
}
