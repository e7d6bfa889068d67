import {
  consoleOperations,
  type PartnerRole,
  portalOperations,
  type StaffRole,
} from '@psnb2b/contract';
import {
  byOf,
  changeStaff,
  changeUser,
  type DoorCall,
  findLinkById,
  type Guard,
  type IdentityParts,
  invite,
  isWaiting,
  type Link,
  listInvitations,
  listUsers,
  lockForChange,
  type NewInvitation,
  onceByPerson,
  type Person,
  proposeFactorReset,
  revokeInvitation,
} from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { readEmail } from '../../kit/email-address.ts';
import { json, replayed } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { wholeList } from '../../kit/pages.ts';
import { type BusinessOf, presentColleague, presentStaff } from '../present/person.ts';
import { proposedReply } from '../present/proposal.ts';
import { DONE, type DoorRoute, doorRoute } from './door-reply.ts';

const portal = portalOperations;
const console = consoleOperations;
const STAFF_PLACE = 'the staff of this shop';

/** The people of a business, and its invitations. */
export function portalColleagueRoutes(parts: IdentityParts, businessOf: BusinessOf): DoorRoute[] {
  const { database } = parts;
  return [
    doorRoute(portal.listColleagues, async (call) => {
      const found = await listUsers(database.reads, businessOfCaller(call.caller));
      return json(200, wholeList(found.map(presentColleague)));
    }),
    doorRoute(portal.changeColleague, async (call) => {
      const userId = call.params.user_id;
      const group = businessOfCaller(call.caller);
      const user = await database.transaction(async (tx) => {
        await lockForChange(tx, group, userId, call.caller);
        return changeUser(tx, parts, group, userId, call.body, byOf(call));
      });
      return json(200, presentColleague(user));
    }),
    doorRoute(portal.listInvitations, async (call) => {
      const group = businessOfCaller(call.caller);
      const found = await listInvitations(database.reads, group, call.at);
      return json(200, wholeList(found.map(presentInvitation<PartnerRole>)));
    }),
    doorRoute(portal.invite, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const { name: into } = await businessOf(partnerId);
      const email = readEmail(call.body.email);
      const invitation = { ...call.body, email, door: 'portal', partnerId } as const;
      const who = { into, invitedBy: call.caller.name };
      return sendInvitation<PartnerRole>(parts, { ...invitation, ...who }, call);
    }),
    doorRoute(portal.revokeInvitation, async (call) => {
      const { partnerId } = businessOfCaller(call.caller);
      const id = call.params.invitation_id;
      const of = { door: 'portal', partnerId } as const;
      await database.transaction((tx) => revokeInvitation(tx, of, id, byOf(call)));
      return DONE;
    }),
  ];
}

/** The staff, and its invitations. */
export function consoleStaffRoutes(parts: IdentityParts & Guard): DoorRoute[] {
  const { database } = parts;
  return [
    doorRoute(console.listStaff, async () => {
      const found = await listUsers(database.reads, 'staff');
      return json(200, wholeList(found.map(presentStaff)));
    }),
    doorRoute(console.changeStaff, async (call) => {
      const userId = call.params.user_id;
      const user = await database.transaction(async (tx) => {
        await lockForChange(tx, 'staff', userId, call.caller);
        return changeStaff(tx, parts, userId, call.body, byOf(call));
      });
      return isWaiting(user)
        ? proposedReply(database.reads, user, call)
        : json(200, presentStaff(user));
    }),
    doorRoute(console.resetStaffFactors, async (call) => {
      const userId = call.params.user_id;
      const proposal = await database.transaction((tx) =>
        proposeFactorReset(tx, parts, userId, byOf(call)),
      );
      return proposedReply(database.reads, proposal, call);
    }),
    doorRoute(console.listInvitations, async (call) => {
      const found = await listInvitations(database.reads, 'staff', call.at);
      return json(200, wholeList(found.map(presentInvitation<StaffRole>)));
    }),
    doorRoute(console.invite, async (call) => {
      const email = readEmail(call.body.email);
      const invitation = { ...call.body, email, door: 'console', partnerId: null } as const;
      const who = { into: STAFF_PLACE, invitedBy: call.caller.name };
      return sendInvitation<StaffRole>(parts, { ...invitation, ...who }, call);
    }),
    doorRoute(console.revokeInvitation, async (call) => {
      const id = call.params.invitation_id;
      const of = { door: 'console', partnerId: null } as const;
      await database.transaction((tx) => revokeInvitation(tx, of, id, byOf(call)));
      return DONE;
    }),
  ];
}

/** The business that a person of the portal acts for. */
export function businessOfCaller(caller: Person): { readonly partnerId: string } {
  if (caller.partnerId === null) throw new Error('a person of the portal has a business');
  return { partnerId: caller.partnerId };
}

/** Once per idempotency key: a second click sends no second e-mail. */
async function sendInvitation<Role extends PartnerRole | StaffRole>(
  parts: IdentityParts,
  invitation: NewInvitation,
  call: Pick<DoorCall, 'caller' | 'at' | 'address' | 'requestId' | 'idempotency'>,
) {
  const { database } = parts;
  const { resource, made } = await onceByPerson(database, portal.invite, call, async (tx) => {
    const { link } = await invite(tx, parts, invitation, true, byOf(call));
    return { resource: link.linkId, made: link };
  });
  const link = made ?? (await findLinkById(database.reads, resource));
  return replayed(json(201, presentInvitation<Role>(link)), made === null);
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
