import * as contract from '@psnb2b/contract';
import { changeStaffMember } from '../../acts/index.ts';
import * as identity from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { findPartner } from '../../partners/index.ts';
import { onConsole, onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentColleague, presentStaff } from '../present/person.ts';
import { proposedReply } from '../present/proposal.ts';
import { madeOnce } from './made-once.ts';
import { DONE } from './web-app-reply.ts';

const STAFF_PLACE = 'the staff of this shop';

/** The people of a business, and its invitations. */
export function colleagueRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  return onPortal({
    listColleagues: async ({ caller }) =>
      whole((await identity.listUsers(reads, caller)).map(presentColleague)),
    changeColleague: async ({ caller, params, body, by }) => {
      const { partnerId } = caller;
      const user = await database.transaction(async (tx) => {
        await identity.lockForChange(tx, { partnerId }, params.user_id, caller);
        return identity.changeUser(tx, parts, { partnerId }, params.user_id, body, by);
      });
      return json(200, presentColleague(user));
    },
    listInvitations: async ({ caller, at }) =>
      whole((await identity.listInvitations(reads, caller, at)).map(presentInvitation)),
    invite: async (call) => {
      const { partnerId } = call.caller;
      const { name: into } = await findPartner(reads, partnerId);
      const invitation = { ...call.body, webApp: 'portal', partnerId, into } as const;
      return sendInvitation(parts, invitation, call, presentInvitation);
    },
    revokeInvitation: async ({ caller, params, by }) => {
      await database.transaction((tx) =>
        identity.revokeInvitation(tx, caller, params.invitation_id, by),
      );
      return DONE;
    },
  });
}

/** The staff, and its invitations. */
export function staffRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  return onConsole({
    listStaff: async () => whole((await identity.listUsers(reads, 'staff')).map(presentStaff)),
    changeStaff: async (call) => {
      const { caller, params, body, by } = call;
      const user = await database.transaction(async (tx) => {
        await identity.lockForChange(tx, 'staff', params.user_id, caller);
        return changeStaffMember(tx, parts, params.user_id, body, by);
      });
      return identity.isWaiting(user)
        ? proposedReply(reads, user, call)
        : json(200, presentStaff(user));
    },
    resetStaffFactors: async (call) => {
      const proposal = await database.transaction((tx) =>
        identity.proposeFactorReset(tx, parts, call.params.user_id, call.by),
      );
      return proposedReply(reads, proposal, call);
    },
    listInvitations: async ({ at }) =>
      whole((await identity.listInvitations(reads, 'staff', at)).map(presentStaffInvitation)),
    invite: async (call) => {
      const place = { webApp: 'console', partnerId: null, into: STAFF_PLACE } as const;
      return sendInvitation(parts, { ...call.body, ...place }, call, presentStaffInvitation);
    },
    revokeInvitation: async ({ caller, params, by }) => {
      await database.transaction((tx) =>
        identity.revokeInvitation(tx, caller, params.invitation_id, by),
      );
      return DONE;
    },
  });
}

type InviteCall = Pick<identity.WebAppCall, 'operation' | 'caller' | 'at' | 'by' | 'idempotency'>;

/** Once per idempotency key: a second click sends no second e-mail. */
async function sendInvitation<Shown>(
  parts: Parts,
  invitation: Omit<identity.NewInvitation, 'email' | 'invitedBy'> & { readonly email: string },
  call: InviteCall,
  show: (link: identity.Link) => Shown,
) {
  const email = readEmail(invitation.email);
  const full = { ...invitation, email, invitedBy: call.caller.name };
  return madeOnce(parts.database, call, {
    make: async (tx) => (await identity.invite(tx, parts, full, true, call.by)).link,
    id: ({ linkId }) => linkId,
    find: (linkId) => identity.findLinkById(parts.database.reads, linkId),
    reply: (link) => json(201, show(link)),
  });
}

function presentInvitation(link: identity.Link) {
  return present(contract.Invitation, invitationOf(link), {
    role: link.role as contract.PartnerRole,
  });
}

function presentStaffInvitation(link: identity.Link) {
  return present(contract.StaffInvitation, invitationOf(link), {
    role: link.role as contract.StaffRole,
  });
}

function invitationOf(link: identity.Link) {
  const invitedBy = required(link.invitedBy, 'an invitation names who invited');
  return { ...link, invitationId: link.linkId, invitedBy };
}
