import { type Guard, isByStaff, proposeChange } from '../identity/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { advisoryLocks, type Tx } from '../kit/database/index.ts';
import { invalidState } from '../kit/refusal.ts';
import { dropProposals, lockWaiting, type Proposal } from '../proposals/index.ts';
import { type StockLimits, stockLimits, writeStockLimits } from '../stock/index.ts';

const SUBJECT = 'stock';

/**
 * Sets what one person may do alone with stock. Higher limits are proposed to a second admin: returns the proposal.
 */
export async function setStockLimits(
  tx: Tx,
  guard: Guard,
  limits: StockLimits,
  by: By,
): Promise<Proposal | null> {
  const about = { kind: 'stock_limits', subject: SUBJECT } as const;
  await lockWaiting(tx, { about });
  await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.stockLimits]);
  const before = await stockLimits(tx);
  if (weakens(before, limits) && isByStaff(by)) {
    const content = { before: textOf(before), after: textOf(limits) };
    const change = { kind: 'stock_limits', ...content } as const;
    return proposeChange(tx, guard, { change, subject: SUBJECT, content }, by);
  }
  await dropProposals(tx, { about }, by);
  await writeStockLimits(tx, limits, by);
  return null;
}

/** Sets limits as proposed; `invalid_state` if they have changed since. */
export async function setProposedLimits(tx: Tx, { content }: Proposal, by: By): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.stockLimits]);
  const now = textOf(await stockLimits(tx));
  if (now !== content.before) {
    throw invalidState('changed', `The limits are ${now} now; check them and propose them again.`);
  }
  await writeStockLimits(tx, limitsOf(content.after), by);
}

function weakens(before: StockLimits, after: StockLimits): boolean {
  const release = ({ releaseCodes }: StockLimits) => releaseCodes ?? Number.POSITIVE_INFINITY;
  return release(after) > release(before) || after.discardCodes > before.discardCodes;
}

function textOf({ releaseCodes, discardCodes }: StockLimits): string {
  return `release ${releaseCodes ?? 'without limit'}, discard ${discardCodes}`;
}

function limitsOf(text: number | string | null): StockLimits {
  const match = /^release (\d{1,8}|without limit), discard (\d{1,8})$/.exec(String(text));
  assert(match, `${text} are limits`);
  const [, release, discard] = match;
  return {
    releaseCodes: release === 'without limit' ? null : Number(release),
    discardCodes: Number(discard),
  };
}
