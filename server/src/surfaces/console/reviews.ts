import type { KycCaseSummary } from '@psnb2b/contract';
import { approveBusiness, askBusiness, rejectBusiness, reopenReview } from '../../acts/index.ts';
import type { Tx } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { Pages, timedPlace } from '../../kit/pages.ts';
import { isoOrNull } from '../../kit/time.ts';
import {
  type CaseLine,
  findCase,
  findPartner,
  listCases,
  markItem,
  readCase,
} from '../../partners/index.ts';
import { findAccessRequest } from '../../support/index.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentStaffCase } from '../present/case.ts';
import { partnerRef } from '../present/partner-refs.ts';

const VALID_DAYS = 365;
const pages = new Pages('kyc-cases', timedPlace, ({ rank, caseId }: CaseLine) => ({
  time: rank,
  id: caseId,
}));

type CaseCall = Pick<ConsoleCall<'getKycCase'>, 'params' | 'caller'>;

/** Reviews, as staff work on them; the partner is notified of each step in its commit. */
export function reviewRoutes(parts: Parts) {
  const { database, versions, vault } = parts;
  const { reads } = database;
  const reply = async ({ params, caller }: CaseCall) => {
    const kyc = await findCase(reads, params.case_id);
    const view = await readCase(reads, vault, kyc, 'staff');
    const partner = await findPartner(reads, kyc.partnerId);
    const ticket = await findAccessRequest(reads, kyc.partnerId);
    return json(200, presentStaffCase(view, partner, ticket?.ticketId ?? null, caller));
  };
  const act = async (call: CaseCall, step: (tx: Tx, caseId: string) => Promise<unknown>) => {
    await database.transaction((tx) => step(tx, call.params.case_id));
    await versions.poll();
    return reply(call);
  };
  return onConsole({
    listKycCases: ({ query }) =>
      pages.reply(
        query,
        (page) => listCases(reads, { status: query.status, ...page }),
        (cases) => cases.map(presentLine),
      ),
    getKycCase: (call) => reply(call),
    markKycItem: (call) =>
      act(call, (tx, caseId) => {
        const { item, state, note = null } = call.body;
        return markItem(tx, vault, caseId, { item, state, note }, call.by);
      }),
    askForMore: (call) =>
      act(call, (tx, caseId) => askBusiness(tx, parts, caseId, call.body, call.by)),
    approveKycCase: (call) =>
      act(call, (tx, caseId) => {
        const { reason, valid_days: validDays = VALID_DAYS } = call.body;
        return approveBusiness(tx, parts, caseId, { reason, validDays }, call.by);
      }),
    rejectKycCase: (call) =>
      act(call, (tx, caseId) => rejectBusiness(tx, parts, caseId, call.body.reason, call.by)),
    reopenKycCase: (call) =>
      act(call, (tx, caseId) => reopenReview(tx, parts, caseId, call.body.reason, call.by)),
  });
}

function presentLine(line: CaseLine): KycCaseSummary {
  return {
    id: formatId('kyc', line.caseId),
    object: 'kyc_case',
    status: line.status,
    partner: partnerRef({ partnerId: line.partnerId, name: line.partnerName }),
    country: line.country,
    submitted_at: isoOrNull(line.submittedAt),
    valid_until: isoOrNull(line.validUntil),
    created_at: line.createdAt.toISOString(),
  };
}
