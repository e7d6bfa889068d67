import * as contract from '@psnb2b/contract';
import { setPartnerTerms } from '../../acts/index.ts';
import { listUsers } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { given } from '../../kit/given.ts';
import { csvList, json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { balanceOf } from '../../ledger/index.ts';
import * as partners from '../../partners/index.ts';
import { countUnclosed } from '../../support/index.ts';
import { commit } from '../both/commit.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentProfile, type Reader } from '../present/case.ts';
import { presentKeys } from '../present/key.ts';
import { presentColleague } from '../present/person.ts';
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

async function presentPartner(
  { database: { reads }, vault }: Parts,
  partnerId: string,
  at: Date,
  reader: Reader,
) {
  const partner = await partners.findPartner(reads, partnerId);
  const kyc = await partners.findCaseOf(reads, partnerId);
  const live = await partners.tenantOf(reads, partnerId, 'live');
  const { available, held, creditLimit } = await balanceOf(reads, live.tenantId);
  const row = {
    ...partner,
    balance: available + held,
    available: available + creditLimit,
    limits: { ...partner, creditLimit },
    kycCaseId: kyc.caseId,
    openTickets: await countUnclosed(reads, partnerId),
  };
  const people = await listUsers(reads, { partnerId });
  const keys = await partners.listKeys(reads, partnerId);
  return present(contract.Partner, row, {
    ...presentSummary(partner, kyc.status),
    profile: presentProfile(await partners.findProfile(reads, vault, partnerId), reader),
    tier: live.tier || null,
    sealed_codes: partner.publicKey !== null,
    people: people.map(presentColleague),
    keys: await presentKeys(reads, keys, partner.currency, at),
  });
}

function presentSummary(
  partner: partners.Partner,
  kycStatus: contract.PartnerSummary['kyc_status'],
) {
  const status = partners.partnerStatus(partner);
  return present(contract.PartnerSummary, { ...partner, kycStatus, status });
}
