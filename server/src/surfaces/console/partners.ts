import type { Partner as PartnerBody } from '@psnb2b/contract';
import { setPartnerTerms } from '../../acts/index.ts';
import { listUsers } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import type { Tx } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { isoOrNull } from '../../kit/time.ts';
import { balanceOf } from '../../ledger/index.ts';
import {
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
import { countUnclosed } from '../../support/index.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentProfile, type Reader } from '../present/case.ts';
import { presentKey } from '../present/key.ts';
import { presentColleague } from '../present/person.ts';
import { proposedReply } from '../present/proposal.ts';

type PartnerCall = Pick<ConsoleCall<'getPartner'>, 'params' | 'caller' | 'at'>;

const pages = new Pages('partners', idPlace, ({ partnerId }: Partner) => partnerId);

/** Businesses as staff see and manage them. */
export function partnerRoutes(parts: Parts) {
  const { database, versions } = parts;
  const { reads } = database;
  const reply = async ({ params, caller, at }: PartnerCall) =>
    json(200, await presentPartner(parts, params.partner_id, at, caller));
  const act = async (call: PartnerCall, step: (tx: Tx, partnerId: string) => Promise<unknown>) => {
    await database.transaction((tx) => step(tx, call.params.partner_id));
    await versions.poll();
    return reply(call);
  };
  return onConsole({
    listPartners: ({ query }) =>
      pages.reply(
        query,
        (page) => {
          const { q: text, status } = query;
          const id = text === undefined ? null : parseId('prt', text);
          return searchPartners(reads, { text, id, status, ...page });
        },
        (partners) => partners.map((each) => summary(each, each.kycStatus)),
      ),
    getPartner: (call) => reply(call),
    suspendPartner: (call) =>
      act(call, (tx, id) => suspendPartner(tx, parts, id, call.body.reason, call.by)),
    resumePartner: (call) => act(call, (tx, id) => resumePartner(tx, parts, id, call.by)),
    setPartnerLimits: async (call) => {
      const { currency } = await findPartner(reads, call.params.partner_id);
      const terms = termsOf(call.body, currency);
      const { proposal } = await database.transaction((tx) =>
        setPartnerTerms(tx, parts, call.params.partner_id, terms, call.by),
      );
      await versions.poll();
      return proposal ? proposedReply(reads, proposal, call) : reply(call);
    },
  });
}

function termsOf(body: ConsoleCall<'setPartnerLimits'>['body'], currency: string) {
  const { credit_limit: credit, invoice_limit: invoice, approval_limit: approval } = body;
  const { requests_per_minute: requests, orders_per_minute: orders } = body;
  const { hold_seconds_max: holdSecondsMax, holds_open_max: holdsOpenMax } = body;
  return {
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
