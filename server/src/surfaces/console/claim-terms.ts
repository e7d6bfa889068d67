import type { ClaimTerms as Shown } from '@psnb2b/contract';
import { setClaimLimit } from '../../claims/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { json } from '../../kit/http/index.ts';
import { formatMoney } from '../../kit/money.ts';
import { invalid } from '../../kit/refusal.ts';
import { listTerms } from '../../reports/index.ts';
import { setServiceTerms } from '../../service-levels/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { proposedReply } from '../present/proposal.ts';

/** Approval limits of one person, and the service terms of partners, for staff. */
export function claimTermsRoutes(parts: Parts) {
  const { database, catalog } = parts;
  const reply = async () => {
    const terms = await listTerms(database.reads, (currency) => catalog.tiers(currency));
    const shown: Shown = {
      object: 'claim_terms',
      limits: terms.limits.map(({ currency, onePersonMax, own }) => ({
        currency,
        one_person_max: formatMoney(onePersonMax, currency),
        own,
      })),
      tiers: terms.tiers.map(({ tier, answerWithinMs, decideWithinMs }) => ({
        tier,
        answer_within_ms: answerWithinMs,
        decide_within_ms: decideWithinMs,
      })),
      tiers_without: [...terms.tiersWithout],
      defaults: (['high', 'normal'] as const).map((priority) => ({
        priority,
        answer_within_ms: terms.defaults[priority].answerWithinMs,
        decide_within_ms: terms.defaults[priority].decideWithinMs,
      })),
    };
    return json(200, shown);
  };
  return onConsole({
    getClaimTerms: reply,
    setDecisionLimit: async (call) => {
      const { currency } = call.body;
      const max = amountOf('one_person_max', call.body.one_person_max, currency);
      const proposal = await database.transaction((tx) =>
        setClaimLimit(tx, parts, currency, max, call.by),
      );
      return proposal ? proposedReply(database.reads, proposal, call) : reply();
    },
    setTierTerms: async (call) => {
      const { tier, answer_within_ms: answer, decide_within_ms: decide } = call.body;
      if (decide < answer) {
        const detail =
          'The time to the decision must be at least as long as that to the first response.';
        throw invalid({ pointer: '/decide_within_ms', code: 'minimum', detail });
      }
      const terms = { answerWithinMs: answer, decideWithinMs: decide };
      await database.transaction((tx) => setServiceTerms(tx, tier, terms, call.by));
      return reply();
    },
  });
}
