import { type AuditAction, type DepositStatus, depositTransitions } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { isReleased, lineOfDeposit, releaseDeposit } from '../bank-statements/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid, invalidState, Refusal } from '../kit/refusal.ts';
import { type Deposit, depositColumns } from './deposit.ts';

/** The deposit with this id; `not_found` if there is none. */
export async function findDeposit(db: Db, depositId: string): Promise<Deposit> {
  return one(db, depositId, '');
}

/** The same, locked until the transaction ends. Who also locks the account of its tenant does that before. */
export async function lockDeposit(tx: Tx, depositId: string): Promise<Deposit> {
  return one(tx, depositId, 'FOR NO KEY UPDATE');
}

async function one(db: Db, depositId: string, lock: string): Promise<Deposit> {
  const { rows } = await db.query<Deposit>(
    `SELECT ${depositColumns} FROM funding.deposits WHERE deposit_id = $1 ${lock}`,
    [depositId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** Refuses a step that the state of a deposit does not allow. */
export function mustMove({ status }: Deposit, to: DepositStatus): void {
  const allowed: readonly DepositStatus[] = depositTransitions[status];
  if (allowed.includes(to)) return;
  const next = allowed.map((each) => each.replace('_', ' ')).join(', ');
  const words = status.replace('_', ' ');
  throw invalidState(
    status,
    next
      ? `This deposit is ${words}; it can only become ${next}.`
      : `This deposit is ${words}, and stays so.`,
  );
}

/** What a step writes. */
export interface DepositChange {
  readonly status: DepositStatus;
  readonly amount?: number;
  readonly amountBy?: string;
  readonly confirmations?: number;
  readonly confirmationsRequired?: number | null;
  readonly reason?: string | null;
}

/**
 * Writes a step of a locked deposit, with its audit row. A deposit that is rejected or reversed opens the bank line that it accounted for;
 * one that was recorded from a line that was opened so is never credited: `invalid_state`. While a deposit accounts for a line, only the amount
 * of the line can be credited, unless what arrived is known in another currency: `validation_failed`.
 */
export async function moveDeposit(
  tx: Tx,
  before: Deposit,
  change: DepositChange,
  action: AuditAction,
  by: By,
): Promise<Deposit> {
  const to = { ...before, ...change };
  const isCredit = to.status === 'credited' && before.creditedAt === null;
  const isReversal = to.status === 'reversed';
  const isOver = isReversal || to.status === 'rejected';
  if (!isOver && (await isReleased(tx, before.depositId))) {
    throw invalidState(
      before.status,
      'The bank line of this payment was opened again: match the line, and a new deposit is recorded from it.',
    );
  }
  await refuseOtherAmount(tx, before, to.amount);
  const { rows } = await tx.query<Deposit>(
    `UPDATE funding.deposits SET status = $2, amount = $3, amount_by = $4, confirmations = $5, confirmations_required = $6,
            reason = $7, changed_at = $8,
            credited_at = CASE WHEN $9 THEN $8 ELSE credited_at END, credited_by = CASE WHEN $9 THEN $11 ELSE credited_by END,
            reversed_at = CASE WHEN $10 THEN $8 END, reversed_by = CASE WHEN $10 THEN $11 END
      WHERE deposit_id = $1 RETURNING ${depositColumns}`,
    [
      ...[before.depositId, to.status, to.amount, to.amountBy, to.confirmations],
      ...[to.confirmationsRequired, to.reason, by.at, isCredit, isReversal, by.actor],
    ],
  );
  const after = rows[0] ?? before; // nothing: the row is locked, and is never deleted.
  await recordAudit(tx, {
    ...by,
    tenantId: before.tenantId,
    action,
    subject: formatId('dep', before.depositId),
    detail: { before: factsOf(before), after: factsOf(after) },
  });
  if (isOver) await releaseDeposit(tx, before.depositId, by);
  return after;
}

async function refuseOtherAmount(tx: Tx, before: Deposit, amount: number | null): Promise<void> {
  const { depositId, sentAmount, currency } = before;
  if (sentAmount !== null || amount === before.amount) return;
  const lineId = await lineOfDeposit(tx, depositId);
  if (lineId === null) return;
  const line = formatId('bln', lineId);
  const was = before.amount === null ? '' : ` ${formatMoney(before.amount, currency)} ${currency}`;
  const detail = `This deposit accounts for the bank line ${line}, of which${was} arrived: credit that amount, or undo the match of the line first.`;
  throw invalid({ pointer: '/amount', code: 'enum', detail });
}

function factsOf({ status, amount, currency, reference, confirmations, reason }: Deposit) {
  return { status, amount, currency, reference, confirmations, reason };
}
