import { consoleOperations, type Partner as PartnerBody, type Today } from '@psnb2b/contract';
import { setPartnerTerms, type TermsSet } from '../../acts/index.ts';
import { countClaims } from '../../claims/index.ts';
import { byOf, type DoorCall, type Guard, listUsers } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import type { Database, Db, VersionWatch } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { countFailedEmails } from '../../kit/mail/index.ts';
import { formatMoney } from '../../kit/money.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { balanceOf } from '../../ledger/index.ts';
import {
  countCases,
  countPartners,
  findCaseOf,
  findPartner,
  findProfile,
  listKeys,
  type Partner,
  partnerStatus,
  resumePartner,
  searchPartners,
  suspendPartner,
  tenantOf,
} from '../../partners/index.ts';
import { countProposals } from '../../proposals/index.ts';
import { countHeldLots } from '../../stock/index.ts';
import { countDue } from '../../supplier-claims/index.ts';
import { countTickets, countUnclosed } from '../../support/index.ts';
import type { Vault } from '../../vault/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { isoOrNull, presentProfile, type Reader } from '../present/case.ts';
import { presentKey } from '../present/key.ts';
import { presentColleague } from '../present/person.ts';
import { proposedReply } from '../present/proposal.ts';

const calls = consoleOperations;
const pages = new Pages('partners', idPlace);
const SOON_MS = 30 * 24 * 60 * 60 * 1000;

interface Parts extends Guard {
  readonly database: Database;
  readonly vault: Vault;
  readonly versions: VersionWatch;
}

/** Businesses as staff see and manage them. */
export function consolePartnerRoutes(parts: Parts): DoorRoute[] {
  const { database, versions } = parts;
  const act = async (
    call: Pick<DoorCall, 'at' | 'caller'> & { readonly params: { readonly partner_id: string } },
    step: (partnerId: string) => Promise<unknown>,
  ) => {
    const partnerId = call.params.partner_id;
    await step(partnerId);
    await versions.poll();
    return json(200, await presentPartner(parts, partnerId, call.at, call.caller));
  };
  return [
    doorRoute(calls.getToday, async ({ at }) => json(200, await today(database.reads, at))),
    doorRoute(calls.listPartners, async (call) => {
      const { q, status } = call.query;
      const { limit, from } = pages.read(call.query);
      const found = await searchPartners(database.reads, {
        ...(q !== undefined && { text: q, id: parseId('prt', q) }),
        ...(status && { status }),
        ...(from && { before: from }),
        limit,
      });
      const page = pages.cut(found, limit, ({ partnerId }) => partnerId);
      return json(200, page.list(page.rows.map((each) => summary(each, each.kycStatus))));
    }),
    doorRoute(calls.getPartner, async ({ params, at, caller }) =>
      json(200, await presentPartner(parts, params.partner_id, at, caller)),
    ),
    doorRoute(calls.suspendPartner, (call) =>
      act(call, (partnerId) =>
        database.transaction((tx) =>
          suspendPartner(tx, parts, partnerId, call.body.reason, byOf(call)),
        ),
      ),
    ),
    doorRoute(calls.resumePartner, (call) =>
      act(call, (partnerId) =>
        database.transaction((tx) => resumePartner(tx, parts, partnerId, byOf(call))),
      ),
    ),
    doorRoute(calls.setPartnerLimits, async (call) => {
      const { partner, proposal } = await setLimits(parts, call);
      await versions.poll();
      if (!proposal)
        return json(200, await presentPartner(parts, partner.partnerId, call.at, call.caller));
      const names = new Map([[proposal.subject, partner.name]]);
      return proposedReply(database.reads, proposal, call, names);
    }),
  ];
}

async function setLimits(
  parts: Parts,
  call: DoorCall<typeof calls.setPartnerLimits>,
): Promise<TermsSet> {
  const { database } = parts;
  const partnerId = call.params.partner_id;
  const { currency } = await findPartner(database.reads, partnerId);
  const { credit_limit: credit, invoice_limit: invoice, approval_limit: approval } = call.body;
  const { requests_per_minute: requests, orders_per_minute: orders } = call.body;
  const { hold_seconds_max: holdSecondsMax, holds_open_max: holdsOpenMax } = call.body;
  const terms = {
    ...(credit !== undefined && { creditLimit: amountOf('credit_limit', credit, currency) }),
    ...(invoice !== undefined && { invoiceLimit: amountOf('invoice_limit', invoice, currency) }),
    ...(approval !== undefined && {
      approvalLimit: amountOf('approval_limit', approval, currency),
    }),
    ...(holdSecondsMax !== undefined && { holdSecondsMax }),
    ...(holdsOpenMax !== undefined && { holdsOpenMax }),
    ...(requests !== undefined && { requestsPerMinute: requests }),
    ...(orders !== undefined && { ordersPerMinute: orders }),
  };
  return database.transaction((tx) => setPartnerTerms(tx, parts, partnerId, terms, byOf(call)));
}

async function presentPartner(
  { database, vault }: Parts,
  partnerId: string,
  at: Date,
  reader: Reader,
): Promise<PartnerBody> {
  const db = database.reads;
  const partner = await findPartner(db, partnerId);
  const { currency } = partner;
  const kyc = await findCaseOf(db, partnerId);
  const { profile, updatedAt } = await findProfile(db, vault, partnerId);
  const live = await tenantOf(db, partnerId, 'live');
  const balance = await balanceOf(db, live.tenantId);
  const money = (minor: number) => formatMoney(minor, currency);
  const keys = await listKeys(db, partnerId);
  return {
    ...summary(partner, kyc.status),
    profile: presentProfile(profile, updatedAt, reader),
    kyc_case_id: formatId('kyc', kyc.caseId),
    approved_at: isoOrNull(partner.approvedAt),
    suspended_at: isoOrNull(partner.suspendedAt),
    suspended_reason: partner.suspendedReason,
    limits: {
      credit_limit: money(balance.creditLimit),
      invoice_limit: money(partner.invoiceLimit),
      approval_limit: partner.approvalLimit === null ? null : money(partner.approvalLimit),
      hold_seconds_max: partner.holdSecondsMax,
      holds_open_max: partner.holdsOpenMax,
      requests_per_minute: partner.requestsPerMinute,
      orders_per_minute: partner.ordersPerMinute,
    },
    balance: money(balance.available + balance.held),
    available: money(balance.available + balance.creditLimit),
    tier: live.tier || null,
    sealed_codes: partner.publicKey !== null,
    people: (await listUsers(db, { partnerId })).map(presentColleague),
    keys: keys.map((key) => presentKey(key, key.mode, currency, at)),
    open_tickets: await countUnclosed(db, partnerId),
  };
}

function summary(partner: Partner, kycStatus: PartnerBody['kyc_status']) {
  return {
    id: formatId('prt', partner.partnerId),
    object: 'partner' as const,
    name: partner.name,
    email: partner.email,
    country: partner.country,
    currency: partner.currency,
    status: partnerStatus(partner),
    kyc_status: kycStatus,
    created_at: partner.createdAt.toISOString(),
  };
}

async function today(db: Db, at: Date): Promise<Today> {
  const cases = await countCases(db, new Date(at.getTime() + SOON_MS));
  const tickets = await countTickets(db, at);
  const claims = await countClaims(db, at);
  const partners = await countPartners(db);
  return {
    object: 'today',
    kyc_waiting: cases.waiting,
    kyc_expiring: cases.ending,
    tickets_open: tickets.open,
    tickets_overdue: tickets.overdue,
    access_requests: tickets.accessRequests,
    claims_waiting: claims.waiting,
    claims_overdue: claims.overdue,
    claims_proposed: claims.proposed,
    proposals_waiting: await countProposals(db),
    lots_held: await countHeldLots(db),
    recoveries_due: await countDue(db),
    emails_failed: await countFailedEmails(db),
    partners: partners.all,
    partners_suspended: partners.suspended,
  };
}
