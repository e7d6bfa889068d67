import { type Guard, isByStaff, proposeChange } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import { advisoryLocks, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import { dropProposals, lockWaiting, type Proposal } from '../proposals/index.ts';
import { discardedAlone, discardUnsold, lockUnsold, stockLimits } from '../stock/index.ts';

export interface UnsoldDiscard {
  readonly lotId: string;
  /** How many codes for sale its author saw; null: all that there are. */
  readonly codes: number | null;
  readonly reason: string;
}

/**
 * Discards the codes of a lot that are for sale. More than one person may discard within a day is proposed to a second admin: returns
 * the proposal. Throws `not_found`, and `invalid_state` if the lot is not for sale, or has other codes than its author saw.
 */
export async function discardUnsoldCodes(
  tx: Tx,
  guard: Guard,
  { lotId, codes, reason }: UnsoldDiscard,
  by: By,
): Promise<Proposal | null> {
  const about = { kind: 'lot_discard', subject: formatId('lot', lotId) } as const;
  await lockWaiting(tx, { about });
  // One person's discards one after another, or two at once would each be below the limit.
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    advisoryLocks.discardsOfPerson,
    by.actor,
  ]);
  const lot = await lockUnsold(tx, lotId, by.at);
  if (lot.forSale === 0) throw invalidState('sold_out', 'No code of the lot is for sale.');
  if (codes !== null && lot.forSale !== codes) {
    const detail = `${lot.forSale} codes of the lot are for sale now; check it and decide again.`;
    throw invalidState('changed', detail);
  }
  const { discardCodes } = await stockLimits(tx);
  const before = await discardedAlone(tx, by.actor, by.at);
  if (isByStaff(by) && before + lot.forSale > discardCodes) {
    const content = { before: `${lot.forSale} codes`, after: 'discarded', reason };
    const change = { kind: 'lot_discard', fileName: lot.fileName, codes: lot.forSale } as const;
    return proposeChange(tx, guard, { change, subject: about.subject, content }, by);
  }
  await dropProposals(tx, { about }, by);
  await discardUnsold(tx, lot, { reason, alone: true }, by);
  return null;
}

/** Discards as proposed; `invalid_state` if more codes are for sale than its author saw. */
export async function discardProposed(
  tx: Tx,
  lotId: string,
  { content: { before, reason = '' } }: Proposal,
  by: By,
): Promise<void> {
  const lot = await lockUnsold(tx, lotId, by.at);
  if (lot.forSale === 0) throw invalidState('sold_out', 'No code of the lot is for sale.');
  if (lot.forSale > Number.parseInt(String(before), 10)) {
    const detail = `${lot.forSale} codes of the lot are for sale now; check it and propose it again.`;
    throw invalidState('changed', detail);
  }
  await discardUnsold(tx, lot, { reason, alone: false }, by);
}
