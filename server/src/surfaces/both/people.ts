import type { PartnerRole, StaffRole } from '@psnb2b/contract';
import {
  changeStaff,
  changeUser,
  findLinkById,
  invite,
  isWaiting,
  type Link,
  listInvitations,
  listUsers,
  lockForChange,
  type NewInvitation,
  proposeFactorReset,
  revokeInvitation,
  type WebAppCall,
} from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { wholeReply } from '../../kit/pages.ts';
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
      wholeReply((await listUsers(reads, caller)).map(presentColleague)),
    changeColleague: async ({ caller, params, body, by }) => {
      const { partnerId } = caller;
      const user = await database.transaction(async (tx) => {
        await lockForChange(tx, { partnerId }, params.user_id, caller);
        return changeUser(tx, parts, { partnerId }, params.user_id, body, by);
      });
      return json(200, presentColleague(user));
    },
    listInvitations: async ({ caller, at }) =>
      wholeReply((await listInvitations(reads, caller, at)).map(presentInvitation<PartnerRole>)),
    invite: async (call) => {
      const { partnerId } = call.caller;
      const { name: into } = await findPartner(reads, partnerId);
      const invitation = { ...call.body, webApp: 'portal', partnerId, into } as const;
      return sendInvitation<PartnerRole>(parts, invitation, call);
    },
    revokeInvitation: async ({ caller, params, by }) => {
      await database.transaction((tx) => revokeInvitation(tx, caller, params.invitation_id, by));
      return DONE;
    },
  });
}

/** The staff, and its invitations. */
export function staffRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  return onConsole({
    listStaff: async () => wholeReply((await listUsers(reads, 'staff')).map(presentStaff)),
    changeStaff: async (call) => {
      const { caller, params, body, by } = call;
      const user = await database.transaction(async (tx) => {
        await lockForChange(tx, 'staff', params.user_id, caller);
        return changeStaff(tx, parts, params.user_id, body, by);
      });
      return isWaiting(user) ? proposedReply(reads, user, call) : json(200, presentStaff(user));
    },
    resetStaffFactors: async (call) => {
      const proposal = await database.transaction((tx) =>
        proposeFactorReset(tx, parts, call.params.user_id, call.by),
      );
      return proposedReply(reads, proposal, call);
    },
    listInvitations: async ({ at }) =>
      wholeReply((await listInvitations(reads, 'staff', at)).map(presentInvitation<StaffRole>)),
    invite: async (call) => {
      const place = { webApp: 'console', partnerId: null, into: STAFF_PLACE } as const;
      return sendInvitation<StaffRole>(parts, { ...call.body, ...place }, call);
    },
    revokeInvitation: async ({ caller, params, by }) => {
      await database.transaction((tx) => revokeInvitation(tx, caller, params.invitation_id, by));
      return DONE;
    },
  });
}

/** Once per idempotency key: a second click sends no second e-mail. */
async function sendInvitation<Role extends PartnerRole | StaffRole>(
  parts: Parts,
  invitation: Omit<NewInvitation, 'email' | 'invitedBy'> & { readonly email: string },
  call: Pick<WebAppCall, 'operation' | 'caller' | 'at' | 'by' | 'idempotency'>,
) {
  const email = readEmail(invitation.email);
  const full = { ...invitation, email, invitedBy: call.caller.name };
  return madeOnce(parts.database, call, {
    make: async (tx) => (await invite(tx, parts, full, true, call.by)).link,
    id: ({ linkId }) => linkId,
    find: (linkId) => findLinkById(parts.database.reads, linkId),
    reply: (link) => json(201, presentInvitation<Role>(link)),
  });
}

function presentInvitation<Role extends PartnerRole | StaffRole>(link: Link) {
  return {
    id: formatId('inv', link.linkId),
    object: 'invitation' as const,
    email: link.email,
    role: link.role as Role,
    invited_by: required(link.invitedBy, 'an invitation names who invited'),
    created_at: link.createdAt.toISOString(),
    expires_at: link.expiresAt.toISOString(),
  };
}
