import { consoleOperations, portalPages } from '@psnb2b/contract';
import type { DoorCall, DoorRoute } from '../identity/index.ts';
import type { Database, Tx, VersionWatch } from '../kit/database/index.ts';
import { json, type Reply, route } from '../kit/http/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import {
  approveCase,
  askForMore,
  type CaseLine,
  findCase,
  findPartner,
  type KycCase,
  listCases,
  markItem,
  type Person,
  readCase,
  rejectCase,
  reopenCase,
} from '../partners/index.ts';
import { findAccessRequest, followCase, settleTicket } from '../support/index.ts';
import type { Vault } from '../vault/index.ts';
import { pageReply, readPage } from './page-reply.ts';
import { personOfCall } from './person-of-call.ts';
import { isoOrNull, presentStaffCase } from './present-case.ts';
import { type Teller, tellPartner } from './tell.ts';

const calls = consoleOperations;
const LIST = 'kyc-cases';
const VALID_DAYS = 365;

interface Parts extends Teller {
  readonly database: Database;
  readonly vault: Vault;
  readonly versions: VersionWatch;
}

/** Reviews, as staff work on them; the partner hears of each step in the commit of the step. */
export function reviewRoutes(parts: Parts): DoorRoute[] {
  const { database, versions } = parts;
  const reply = async (caseId: string | null): Promise<Reply> => {
    const kyc = await findCase(database.reads, caseId);
    const view = await readCase(database.reads, parts.vault, kyc, 'staff');
    const partner = await findPartner(database.reads, kyc.partnerId);
    const ticket = await findAccessRequest(database.reads, kyc.partnerId);
    return json(200, presentStaffCase(view, partner, ticket?.ticketId ?? null));
  };
  const act = async (
    call: Parameters<typeof personOfCall>[0] & { readonly params: { readonly case_id: string } },
    step: (tx: Tx, caseId: string | null, person: Person) => Promise<unknown>,
  ): Promise<Reply> => {
    const caseId = parseId('kyc', call.params.case_id);
    await database.transaction((tx) => step(tx, caseId, personOfCall(call)));
    await versions.poll();
    return reply(caseId);
  };
  return [
    route(calls.listKycCases, async (call: DoorCall<typeof calls.listKycCases>) => {
      const { limit, from } = readPage(LIST, call.query);
      const { status } = call.query;
      const found = await listCases(database.reads, {
        ...(status && { status }),
        ...(from && { after: { rank: from.time, caseId: from.id } }),
        limit,
      });
      const placeOf = (row: CaseLine) => ({ time: row.rank, id: row.caseId });
      return pageReply(LIST, found, limit, presentLine, placeOf);
    }),
    route(calls.getKycCase, ({ params }: DoorCall<typeof calls.getKycCase>) =>
      reply(parseId('kyc', params.case_id)),
    ),
    route(calls.markKycItem, (call: DoorCall<typeof calls.markKycItem>) =>
      act(call, (tx, caseId, person) => {
        const { item, state, note = null } = call.body;
        return markItem(tx, parts.vault, caseId, { item, state, note }, person);
      }),
    ),
    route(calls.askForMore, (call: DoorCall<typeof calls.askForMore>) =>
      act(call, async (tx, caseId, person) => {
        const kyc = await askForMore(tx, caseId, call.body, person);
        const asked = `Staff asked for more: ${call.body.message}`;
        await followCase(tx, kyc.partnerId, asked, 'partner', person);
        const text = 'Your review needs something more.';
        await tell(tx, parts, kyc, { kind: 'kyc.asked', text, words: call.body.message }, person);
      }),
    ),
    route(calls.approveKycCase, (call: DoorCall<typeof calls.approveKycCase>) =>
      act(call, async (tx, caseId, person) => {
        const { reason, valid_days: validDays = VALID_DAYS } = call.body;
        const kyc = await approveCase(tx, parts.vault, caseId, { reason, validDays }, person);
        const next = 'The business was approved. Next, an API key is issued.';
        await followCase(tx, kyc.partnerId, next, 'staff', person);
        await tell(tx, parts, kyc, { kind: 'kyc.approved', text: 'You are approved.' }, person);
      }),
    ),
    route(calls.rejectKycCase, (call: DoorCall<typeof calls.rejectKycCase>) =>
      act(call, async (tx, caseId, person) => {
        const { reason } = call.body;
        const kyc = await rejectCase(tx, caseId, reason, person);
        const ticket = await findAccessRequest(tx, kyc.partnerId);
        if (ticket)
          await settleTicket(tx, ticket, `The business was turned down: ${reason}`, person);
        const text = 'Your business was not approved.';
        await tell(tx, parts, kyc, { kind: 'kyc.rejected', text, words: reason }, person);
      }),
    ),
    route(calls.reopenKycCase, (call: DoorCall<typeof calls.reopenKycCase>) =>
      act(call, async (tx, caseId, person) => {
        const { reason } = call.body;
        const kyc = await reopenCase(tx, caseId, reason, person);
        const text = 'Your business is to be reviewed again.';
        await tell(tx, parts, kyc, { kind: 'kyc.reopened', text, words: reason }, person);
      }),
    ),
  ];
}

function presentLine(line: CaseLine) {
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

async function tell(
  tx: Tx,
  teller: Teller,
  kyc: KycCase,
  news: { readonly kind: string; readonly text: string; readonly words?: string },
  { at }: Person,
): Promise<void> {
  const told = { ...news, path: portalPages.business, at };
  await tellPartner(tx, teller, kyc.partnerId, told, ['owner', 'finance']);
}
