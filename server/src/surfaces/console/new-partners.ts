import * as contract from '@psnb2b/contract';
import { inviteBusiness, inviteOwnerAgain, proposeApproval } from '../../acts/index.ts';
import { onceByPerson } from '../../identity/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { given } from '../../kit/given.ts';
import { json, replayed, whole } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { notFoundAt } from '../../kit/refusal.ts';
import * as partners from '../../partners/index.ts';
import { listProposals } from '../../proposals/index.ts';
import { commit } from '../both/commit.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentPartner } from '../present/business.ts';
import { partnerRef } from '../present/partner-refs.ts';
import { presentProposals, proposedReply } from '../present/proposal.ts';

const PROPOSALS_MAX = 10;

/** Businesses that staff enter, because they move from another system. */
export function newPartnerRoutes(parts: Parts) {
  const { database, vault, versions } = parts;
  const { reads } = database;
  return onConsole({
    findPartnerDuplicates: async ({ body }) => {
      const { name, email, registration_number: registrationNumber } = body;
      const same = await partners.findDuplicates(reads, vault, { name, email, registrationNumber });
      return whole(
        same.map((each) => present(contract.PartnerDuplicate, each, { partner: partnerRef(each) })),
      );
    },
    createPartner: async (call) => {
      const { resource, made } = await onceByPerson(database, call, async (tx) => {
        const wanted = await wantedOf(tx, call.body);
        const { partnerId } = await inviteBusiness(tx, parts, wanted, call.by);
        return { resource: partnerId, made: partnerId };
      });
      await versions.poll();
      const { name } = await partners.findPartner(reads, resource);
      const subject = formatId('prt', resource);
      const asked = { state: 'waiting', subject, limit: PROPOSALS_MAX } as const;
      const waiting = await listProposals(reads, asked);
      const body = present(
        contract.PartnerCreated,
        {},
        {
          partner: partnerRef({ partnerId: resource, name }),
          proposals: await presentProposals(reads, waiting, call.caller),
        },
      );
      return replayed(json(201, body), made === null);
    },
    invitePartnerOwner: async (call) => {
      const { partner_id: partnerId } = call.params;
      const { made } = await onceByPerson(database, call, async (tx) => {
        await inviteOwnerAgain(tx, parts, partnerId, call.by);
        return { resource: partnerId, made: partnerId };
      });
      const shown = await presentPartner(parts, partnerId, call.at, call.caller);
      return replayed(json(200, shown), made === null);
    },
    proposePartnerApproval: async (call) => {
      const proposal = await commit(parts, (tx) =>
        proposeApproval(tx, parts, call.params.partner_id, call.body.reason, call.by),
      );
      return proposedReply(reads, proposal, call);
    },
  });
}

async function wantedOf(db: Db, body: ConsoleCall<'createPartner'>['body']) {
  const { name, email, country, currency, limits = {} } = body;
  const seen = (body.duplicates_seen ?? []).map((text, index) => ({
    pointer: `/duplicates_seen/${index}`,
    id: idOf('prt', text, `/duplicates_seen/${index}`),
  }));
  const known = await partners.partnerNames(
    db,
    seen.map(({ id }) => id),
  );
  const unknown = seen.find(({ id }) => !known.has(id));
  if (unknown) throw notFoundAt(unknown.pointer);
  return {
    ...{ name, country, currency, email: readEmail(email) },
    duplicatesSeen: seen.map(({ id }) => id),
    registrationNumber: body.registration_number ?? null,
    approveReason: body.approve_reason ?? null,
    terms: given(contract.PartnerLimits, limits, currency),
  };
}
