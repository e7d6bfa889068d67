import { getStartedSteps } from '@psnb2b/contract';
import { json } from '../../kit/http/index.ts';
import { isoOrNull } from '../../kit/time.ts';
import { readProgress, stepStates } from '../../reports/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** The steps to the first live order, and which of them can be done now. */
export function getStartedRoutes({ database, vault }: Parts) {
  return onPortal({
    getStarted: async ({ caller, at }) => {
      const progress = await readProgress(database.reads, vault, caller.partnerId, at);
      const states = stepStates(progress);
      const until = isoOrNull(progress.revealUntil);
      const steps = getStartedSteps.map((step) => ({
        step,
        state: states[step],
        until: step === 'live_key' ? until : null,
      }));
      return json(200, { object: 'get_started', steps });
    },
  });
}
