import { KycCaseSummary } from '@psnb2b/contract';
import { approveBusiness, askBusiness, rejectBusiness, reopenReview } from '../../acts/index.ts';
import { actorOf } from '../../identity/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { countedPage, json, pageAndFilters } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import * as partners from '../../partners/index.ts';
import { endingSoon } from '../../reports/index.ts';
import { findAccessRequest } from '../../support/index.ts';
import { commit } from '../both/commit.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentStaffCase } from '../present/case.ts';
import { partnerRef } from '../present/partner-refs.ts';

const VALID_DAYS = 365;

type CaseCall = Pick<ConsoleCall<'getKycCase'>, 'params' | 'caller'>;

/** Reviews, as staff work on them; the partner is notified of each step in its commit. */
export function reviewRoutes(parts: Parts) {
  const { database, vault } = parts;
  const { reads } = database;
  const reply = async ({ params, caller }: CaseCall) => {
    const kyc = await partners.findCase(reads, params.case_id);
    const view = await partners.readCase(reads, vault, kyc, 'staff');
    const partner = await partners.findPartner(reads, kyc.partnerId);
    const ticket = await findAccessRequest(reads, kyc.partnerId);
    const files = view.documents.map(({ file }) => file);
    const seen = await partners.seenBy(reads, actorOf(caller), files);
    const ticketId = ticket?.ticketId ?? null;
    return json(200, presentStaffCase(view, { partner, ticketId, seen, reader: caller }));
  };
  const act = async (call: CaseCall, step: (tx: Tx, caseId: string) => Promise<unknown>) => {
    await commit(parts, (tx) => step(tx, call.params.case_id));
    return reply(call);
  };
  return onConsole({
    listKycCases: ({ query, at }) => {
      const [page, { ending, status }] = pageAndFilters(query);
      const wanted = { status, endingBefore: ending === true ? endingSoon(at) : undefined };
      return countedPage(
        partners.casePages,
        page,
        (rows) => partners.listCases(reads, { ...wanted, ...rows }),
        (cases) => cases.map(presentLine),
        (most) => partners.countCasesOf(reads, wanted, most),
      );
    },
    getKycCase: reply,
    markKycItem: (call) =>
      act(call, (tx, id) => {
        const mark = { note: null, ...call.body };
        return partners.markItem(tx, vault, id, mark, call.by);
      }),
    acceptSeenDocuments: (call) =>
      act(call, (tx, id) => partners.acceptSeen(tx, vault, id, call.by)),
    askForMore: (call) => act(call, (tx, id) => askBusiness(tx, parts, id, call.body, call.by)),
    approveKycCase: (call) =>
      act(call, (tx, id) => {
        const { reason, valid_days: validDays = VALID_DAYS } = call.body;
        return approveBusiness(tx, parts, id, { reason, validDays }, call.by);
      }),
    rejectKycCase: (call) =>
      act(call, (tx, id) => rejectBusiness(tx, parts, id, call.body.reason, call.by)),
    reopenKycCase: (call) =>
      act(call, (tx, id) => reopenReview(tx, parts, id, call.body.reason, call.by)),
  });
}

function presentLine(line: partners.CaseLine) {
  const partner = partnerRef({ partnerId: line.partnerId, name: line.partnerName });
  return present(KycCaseSummary, line, { partner });
}
