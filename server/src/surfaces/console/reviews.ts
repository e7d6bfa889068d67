import { consoleOperations, type KycCaseSummary } from '@psnb2b/contract';
import { approveBusiness, askBusiness, rejectBusiness, reopenReview } from '../../acts/index.ts';
import type { Database, Tx, VersionWatch } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { Pages, timedPlace } from '../../kit/pages.ts';
import type { Teller } from '../../notifications/index.ts';
import {
  type CaseLine,
  findCase,
  findPartner,
  listCases,
  markItem,
  type Person,
  readCase,
} from '../../partners/index.ts';
import { findAccessRequest } from '../../support/index.ts';
import type { Vault } from '../../vault/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { isoOrNull, presentStaffCase, type Reader } from '../present/case.ts';
import { personOfCall } from '../present/person-of-call.ts';

const calls = consoleOperations;
const pages = new Pages('kyc-cases', timedPlace);
const VALID_DAYS = 365;

interface Parts extends Teller {
  readonly database: Database;
  readonly vault: Vault;
  readonly versions: VersionWatch;
}

/** Reviews, as staff work on them; the partner is notified of each step in its commit. */
export function consoleReviewRoutes(parts: Parts): DoorRoute[] {
  const { database, versions } = parts;
  const reply = async (caseId: string | null, reader: Reader) => {
    const kyc = await findCase(database.reads, caseId);
    const view = await readCase(database.reads, parts.vault, kyc, 'staff');
    const partner = await findPartner(database.reads, kyc.partnerId);
    const ticket = await findAccessRequest(database.reads, kyc.partnerId);
    return json(200, presentStaffCase(view, partner, ticket?.ticketId ?? null, reader));
  };
  const act = async (
    call: Parameters<typeof personOfCall>[0] & { readonly params: { readonly case_id: string } },
    step: (tx: Tx, caseId: string | null, person: Person) => Promise<unknown>,
  ) => {
    const caseId = call.params.case_id;
    await database.transaction((tx) => step(tx, caseId, personOfCall(call)));
    await versions.poll();
    return reply(caseId, call.caller);
  };
  return [
    doorRoute(calls.listKycCases, async (call) => {
      const { limit, from } = pages.read(call.query);
      const { status } = call.query;
      const found = await listCases(database.reads, {
        ...(status && { status }),
        ...(from && { after: { rank: from.time, caseId: from.id } }),
        limit,
      });
      const placeOf = (row: CaseLine) => ({ time: row.rank, id: row.caseId });
      const page = pages.cut(found, limit, placeOf);
      return json(200, page.list(page.rows.map(presentLine)));
    }),
    doorRoute(calls.getKycCase, ({ params, caller }) => reply(params.case_id, caller)),
    doorRoute(calls.markKycItem, (call) =>
      act(call, (tx, caseId, person) => {
        const { item, state, note = null } = call.body;
        return markItem(tx, parts.vault, caseId, { item, state, note }, person);
      }),
    ),
    doorRoute(calls.askForMore, (call) =>
      act(call, (tx, caseId, person) => askBusiness(tx, parts, caseId, call.body, person)),
    ),
    doorRoute(calls.approveKycCase, (call) =>
      act(call, (tx, caseId, person) => {
        const { reason, valid_days: validDays = VALID_DAYS } = call.body;
        return approveBusiness(tx, parts, caseId, { reason, validDays }, person);
      }),
    ),
    doorRoute(calls.rejectKycCase, (call) =>
      act(call, (tx, caseId, person) =>
        rejectBusiness(tx, parts, caseId, call.body.reason, person),
      ),
    ),
    doorRoute(calls.reopenKycCase, (call) =>
      act(call, (tx, caseId, person) => reopenReview(tx, parts, caseId, call.body.reason, person)),
    ),
  ];
}

function presentLine(line: CaseLine): KycCaseSummary {
  return {
    id: formatId('kyc', line.caseId),
    object: 'kyc_case',
    status: line.status,
    partner: { id: formatId('prt', line.partnerId), name: line.partnerName },
    country: line.country,
    submitted_at: isoOrNull(line.submittedAt),
    valid_until: isoOrNull(line.validUntil),
    created_at: line.createdAt.toISOString(),
  };
}
