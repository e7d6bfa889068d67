import { GetStartedItem, getStartedSteps } from '@psnb2b/contract';
import { json } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { readProgress, stepStates } from '../../reports/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** The steps to the first live order, and which of them can be done now. */
export function getStartedRoutes({ config, database, vault }: Parts) {
  return onPortal({
    getStarted: async ({ caller, at }) => {
      const progress = await readProgress(database.reads, vault, caller.partnerId, at);
      const states = stepStates(progress);
      const steps = getStartedSteps.map((step) =>
        present(GetStartedItem, {
          step,
          state: states[step],
          until: step === 'live_key' ? progress.revealUntil : null,
        }),
      );
      const { webhookRegistration: webhook_registration } = config;
      return json(200, { object: 'get_started', steps, webhook_registration });
    },
  });
}
