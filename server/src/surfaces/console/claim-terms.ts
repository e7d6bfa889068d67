import * as contract from '@psnb2b/contract';
import { setClaimLimit } from '../../claims/index.ts';
import { given } from '../../kit/given.ts';
import { json } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { invalid } from '../../kit/refusal.ts';
import { listTerms } from '../../reports/index.ts';
import { setServiceTerms } from '../../service-levels/index.ts';
import { byWithReason } from '../both/by-with-reason.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { proposedReply } from '../present/proposal.ts';

/** Approval limits of one person, and the service terms of partners, for staff. */
export function claimTermsRoutes(parts: Parts) {
  const { database, catalog } = parts;
  const reply = async () => {
    const terms = await listTerms(database.reads, (currency) => catalog.tiers(currency));
    const { high, normal } = terms.defaults;
    const defaults = [
      { priority: 'high' as const, ...high },
      { priority: 'normal' as const, ...normal },
    ];
    return json(200, present(contract.ClaimTerms, { ...terms, defaults }));
  };
  return onConsole({
    getClaimTerms: reply,
    setDecisionLimit: async (call) => {
      const { currency } = call.body;
      const { onePersonMax } = given(contract.DecisionLimitSet, call.body, currency);
      const proposal = await database.transaction((tx) =>
        setClaimLimit(tx, parts, currency, onePersonMax, byWithReason(call)),
      );
      return proposal ? proposedReply(database.reads, proposal, call) : reply();
    },
    setTierTerms: async (call) => {
      const { tier, reason: _, ...terms } = given(contract.TierTermsSet, call.body);
      if (terms.decideWithinMs < terms.answerWithinMs) {
        const detail =
          'The time to the decision must be at least as long as that to the first response.';
        throw invalid({ pointer: '/decide_within_ms', code: 'minimum', detail });
      }
      await database.transaction((tx) => setServiceTerms(tx, tier, terms, byWithReason(call)));
      return reply();
    },
  });
}
