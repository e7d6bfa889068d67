import * as contract from '@psnb2b/contract';
import { setPartnerTerms } from '../../acts/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { given } from '../../kit/given.ts';
import { csvList, json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import * as partners from '../../partners/index.ts';
import { suspensionEffect } from '../../reports/index.ts';
import { commit } from '../both/commit.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentPartner, presentSummary } from '../present/business.ts';
import { proposedReply } from '../present/proposal.ts';

type PartnerCall = Pick<ConsoleCall<'getPartner'>, 'params' | 'caller' | 'at'>;

/** Businesses as staff see and manage them. */
export function partnerRoutes(parts: Parts) {
  const { reads } = parts.database;
  const reply = async ({ params, caller, at }: PartnerCall) =>
    json(200, await presentPartner(parts, params.partner_id, at, caller));
  const act = async (call: PartnerCall, step: (tx: Tx, partnerId: string) => Promise<unknown>) => {
    await commit(parts, (tx) => step(tx, call.params.partner_id));
    return reply(call);
  };
  return onConsole({
    listPartners: ({ query }) =>
      pageBothWays(
        partners.partnerPages,
        query,
        (asked) => partners.searchPartners(reads, asked),
        (found) => found.map((each) => presentSummary(each, each.kycStatus)),
      ),
    exportPartners: (call) =>
      csvList(
        call,
        { name: 'partners.csv', columns: contract.partnerCsvColumns },
        partners.partnerPages,
        call.query,
        (asked) => partners.searchPartners(reads, asked),
        (found) => found.map((each) => presentSummary(each, each.kycStatus)),
      ),
    getPartner: reply,
    getPartnerSuspension: async ({ params, at }) => {
      const effect = await suspensionEffect(reads, params.partner_id, at);
      const { currency } = effect;
      const pending = effect.pending.map((each) => ({ ...each, currency }));
      return json(200, present(contract.PartnerSuspension, { ...effect, pending }));
    },
    suspendPartner: (call) =>
      act(call, (tx, id) => partners.suspendPartner(tx, parts, id, call.body.reason, call.by)),
    resumePartner: (call) => act(call, (tx, id) => partners.resumePartner(tx, parts, id, call.by)),
    setPartnerLimits: async (call) => {
      const { partner_id: id } = call.params;
      const { currency } = await partners.findPartner(reads, id);
      const { before, ...body } = call.body;
      const terms = given(contract.PartnerLimits, body, currency);
      const seen = before && given(contract.PartnerLimitsSeen, before, currency);
      const { proposal } = await commit(parts, (tx) =>
        setPartnerTerms(tx, parts, id, terms, { ...call.by, ...(seen && { seen }) }),
      );
      return proposal ? proposedReply(reads, proposal, call) : reply(call);
    },
  });
}
