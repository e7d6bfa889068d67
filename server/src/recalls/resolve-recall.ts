import type { ErrorCode } from '@psnb2b/contract';
import { type DecisionParts, decideAll, decideClaim, waitingOfLot } from '../claims/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { Refusal } from '../kit/refusal.ts';
import { findTenant } from '../partners/index.ts';

export interface Resolved {
  /** Claims that were decided now. */
  readonly taken: number;
  /** Claims that wait for a second person who makes the same decision. */
  readonly proposed: number;
  /** Skipped claims, by reason; a repeated call tries them again. */
  readonly refused: Readonly<Partial<Record<ErrorCode, number>>>;
}

/**
 * Decides all open claims of a lot's recall at once: replaced, refunded, or replaced as long as there is stock and then refunded.
 * Their total, together with what the same person recently approved, determines whether a second person is needed; the person who
 * recalled the lot is never the only one. Each claim is its own commit; a refused one does not affect the others.
 */
export async function resolveRecall(
  parts: DecisionParts,
  lotId: string,
  resolution: 'replaced' | 'refunded' | 'replaced_or_refunded',
  actor: string,
): Promise<Resolved> {
  const { database, clock } = parts;
  const counts = { taken: 0, proposed: 0 };
  const taken = new Map<string, number>();
  const refused: Partial<Record<ErrorCode, number>> = {};
  for (const { claimId, tenantId, currency, amount, total } of await waitingOfLot(
    database.reads,
    lotId,
  )) {
    // nothing: a sum begins at 0.
    const before = taken.get(currency) ?? 0;
    const tenant = await findTenant(database.reads, tenantId);
    assert(tenant, `claim ${claimId} has its tenant`);
    const by: By = { actor, at: clock.now() };
    try {
      const { outcome } = await decideClaim(
        parts,
        tenant,
        claimId,
        (claim) => ({
          codes: decideAll(claim, resolution === 'refunded' ? 'refunded' : 'replaced'),
          orRefund: resolution === 'replaced_or_refunded',
        }),
        by,
        { total, taken: before },
      );
      counts[outcome] += 1;
      if (outcome === 'taken') taken.set(currency, before + amount);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const code: ErrorCode = error.code;
      refused[code] = (refused[code] ?? 0) + 1;
    }
  }
  return { ...counts, refused };
}
