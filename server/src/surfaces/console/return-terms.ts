import { ReturnTerms } from '@psnb2b/contract';
import { json } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { returnTerms, setReturnTerms } from '../../orders/index.ts';
import { byWithReason } from '../both/by-with-reason.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** How long codes can be returned, for staff. */
export function returnTermsRoutes({ database }: Parts) {
  const reply = async () => json(200, present(ReturnTerms, await returnTerms(database.reads)));
  return onConsole({
    getReturnTerms: reply,
    setReturnTerms: async (call) => {
      const by = byWithReason(call);
      await database.transaction((tx) => setReturnTerms(tx, call.body.return_hours, by));
      return reply();
    },
  });
}
