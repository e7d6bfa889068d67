import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { readReason } from '../kit/read-reason.ts';
import { invalidState } from '../kit/refusal.ts';
import { refuseChanged } from './decide-line.ts';
import type { BankLine } from './line.ts';
import { returnsOf } from './lines-alike.ts';
import { lockBankLine } from './store.ts';

/** What a person saw when they said that a line was not returned. */
export interface ReturnSeen {
  readonly version: number;
  /** The outgoing line that looks like its return. */
  readonly outgoingId: string;
  readonly reason: string;
}

/**
 * Says that the outgoing line by which the bank seems to have returned a line is something else: the two are never taken for one another again. The
 * line itself does not change. Throws `invalid_state` if that outgoing line does not look like its return, or no longer does.
 */
export async function denyReturn(
  tx: Tx,
  lineId: string,
  { version, outgoingId, reason: text }: ReturnSeen,
  by: By,
): Promise<BankLine> {
  const reason = readReason(text);
  const line = await lockBankLine(tx, lineId);
  await refuseChanged(tx, line, version);
  const back = (await returnsOf(tx, [line])).get(lineId);
  if (back?.lineId !== outgoingId) {
    throw invalidState(
      line.state,
      'That outgoing line does not look like the return of this one, or somebody decided on it meanwhile.',
    );
  }
  await tx.query(
    `INSERT INTO bank_statements.returns_denied (line_id, outgoing_id, reason, denied_by, denied_at) VALUES ($1, $2, $3, $4, $5)`,
    [lineId, outgoingId, reason, by.actor, by.at],
  );
  await recordAudit(tx, {
    ...by,
    action: 'bank_line.return_denied',
    subject: formatId('bln', lineId),
    detail: { outgoing: formatId('bln', outgoingId), outside_id: line.outsideId, reason },
  });
  return line;
}
