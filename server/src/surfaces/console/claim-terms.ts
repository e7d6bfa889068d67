import { consoleOperations, type ClaimTerms as Shown } from '@psnb2b/contract';
import { type ClaimParts, setClaimLimit } from '../../claims/index.ts';
import { byOf, type Guard } from '../../identity/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatMoney, parseMoney } from '../../kit/money.ts';
import { invalid } from '../../kit/refusal.ts';
import { listTerms } from '../../reports/index.ts';
import { setServiceTerms } from '../../service-levels/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { proposedReply } from '../present/proposal.ts';

const operations = consoleOperations;

/** Approval limits of one person, and the service terms of partners, for staff. */
export function consoleClaimTermsRoutes(parts: ClaimParts & Guard): DoorRoute[] {
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
  return [
    doorRoute(operations.getClaimTerms, reply),
    doorRoute(operations.setDecisionLimit, async (call) => {
      const { currency, one_person_max: text } = call.body;
      const max = parseMoney(text, currency);
      if (max === null) {
        const detail = `It must be an amount of ${currency} with the decimals of that currency.`;
        throw invalid({ pointer: '/one_person_max', code: 'precision', detail });
      }
      const proposal = await database.transaction((tx) =>
        setClaimLimit(tx, parts, currency, max, byOf(call)),
      );
      return proposal ? proposedReply(database.reads, proposal, call) : reply();
    }),
    doorRoute(operations.setTierTerms, async (call) => {
      const { tier, answer_within_ms: answer, decide_within_ms: decide } = call.body;
      if (decide < answer) {
        const detail =
          'The time to the decision must be at least as long as that to the first response.';
        throw invalid({ pointer: '/decide_within_ms', code: 'minimum', detail });
      }
      const terms = { answerWithinMs: answer, decideWithinMs: decide };
      await database.transaction((tx) => setServiceTerms(tx, tier, terms, byOf(call)));
      return reply();
    }),
  ];
}
