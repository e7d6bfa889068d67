import type { ClaimStatus } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import type { StoredClaim } from './claim.ts';
import { emitSteps } from './emit.ts';
import { type Ending, stepsTo } from './steps.ts';
import { updateClaim } from './store.ts';

/**
 * Moves a claim to a state in the caller's transaction, with one event per transition. `answered`: a member of staff does it,
 * which counts as the first response. The caller holds the tenant's lock and read the claim under it.
 */
export async function advanceClaim(
  tx: Tx,
  claim: StoredClaim,
  to: ClaimStatus,
  at: Date,
  ending: Ending & { readonly answered: boolean },
): Promise<StoredClaim> {
  const steps = stepsTo(claim, to, at, ending);
  const after = steps.at(-1) ?? claim;
  await updateClaim(tx, claim, after);
  const before = [claim, ...steps];
  await emitSteps(
    tx,
    at,
    steps.map((step, index) => ({ claim: step, previous: before[index]?.status ?? null })),
  );
  return after;
}
