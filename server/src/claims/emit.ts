import type { ClaimStatus } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { type StoredClaim, statusChanged } from './claim.ts';

/** A transition of a claim: its state afterwards and before. */
export interface Step {
  readonly claim: StoredClaim;
  readonly previous: ClaimStatus | null;
}

/** Writes one event per transition, in order, in their own commit. All are of one tenant. */
export async function emitSteps(tx: Tx, at: Date, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  await tx.query(
    `SELECT events.emit($1, 'claim.status_changed', $2::int[], $3::uuid[], $4::uuid[], $5::text[])`,
    [
      at,
      steps.map(({ claim }) => claim.tenantId),
      steps.map(({ claim }) => claim.claimId),
      steps.map(() => newUuid(at.getTime())),
      steps.map(({ claim, previous }) => statusChanged(claim, previous)),
    ],
  );
}
