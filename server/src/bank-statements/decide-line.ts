import { actorTexts } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { readReason } from '../kit/read-reason.ts';
import { invalidState } from '../kit/refusal.ts';
import type { BankLine } from './line.ts';
import { lockBankLine, moveLine, partsOf } from './store.ts';

const DONE = {
  open: 'opened it again',
  matched: 'matched it',
  not_ours: 'marked it as not ours',
  outgoing: '',
} as const;

/**
 * Refuses an act on a line that changed since the page was loaded: its sentence says who did what, and when. `version` is that of the
 * page.
 */
export async function refuseChanged(db: Db, line: BankLine, version: number): Promise<void> {
  if (line.version === version) return;
  const { changedBy, changedAt, state } = line;
  const who = changedBy === null ? 'Somebody' : (await actorTexts(db, [changedBy]))(changedBy);
  const when = changedAt === null ? '' : ` at ${changedAt.toISOString().slice(11, 16)} UTC`;
  throw invalidState(
    state,
    `${who} ${DONE[state]}${when}, while you were looking at it. Nothing of yours was carried out.`,
  );
}

/** Says that a line is no payment of a partner, with the reason; it can be restored. */
export async function dismissLine(
  tx: Tx,
  lineId: string,
  version: number,
  text: string,
  by: By,
): Promise<BankLine> {
  const reason = readReason(text);
  const line = await lockBankLine(tx, lineId);
  await refuseChanged(tx, line, version);
  if (line.state !== 'open')
    throw invalidState(line.state, 'Only a line that is open can be marked as not ours.');
  if ((await partsOf(tx, [lineId])).size > 0) {
    throw invalidState(
      'open',
      'A deposit accounts for a part of this line: take that match back first.',
    );
  }
  const audited = {
    action: 'bank_line.dismissed' as const,
    detail: { outside_id: line.outsideId, reason },
  };
  return moveLine(tx, line, { state: 'not_ours', reason }, audited, by);
}

/** Opens a line again that was marked as not ours. */
export async function restoreLine(
  tx: Tx,
  lineId: string,
  version: number,
  by: By,
): Promise<BankLine> {
  const line = await lockBankLine(tx, lineId);
  await refuseChanged(tx, line, version);
  if (line.state !== 'not_ours')
    throw invalidState(line.state, 'Only a line that was marked as not ours can be restored.');
  const audited = { action: 'bank_line.restored' as const, detail: { outside_id: line.outsideId } };
  return moveLine(tx, line, { state: 'open' }, audited, by);
}
