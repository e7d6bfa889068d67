import { consoleOperations, portalOperations } from '@psnb2b/contract';
import { json, type Reply, replayed, route } from '../kit/http/index.ts';
import { actOnce } from '../kit/idempotency/index.ts';
import { formatId } from '../kit/ids.ts';
import { changeStaff, isWaiting, proposeFactorReset } from './change-staff.ts';
import { changeUser, lockForChange } from './change-user.ts';
import { DONE, type DoorRoute, idOf } from './door-reply.ts';
import { invite, type NewInvitation, revokeInvitation } from './invite.ts';
import { findLinkById, type Link, listInvitations } from './links.ts';
import type { IdentityParts } from './parts.ts';
import { byOf, type DoorCall, type Person } from './person.ts';
import { type BusinessOf, presentColleague, presentStaff, wholeList } from './present.ts';
import { proposedReply } from './present-proposal.ts';
import { listUsers } from './store.ts';
import type { Guard } from './two-people.ts';

const portal = portalOperations;
const console = consoleOperations;
const STAFF_PLACE = 'the staff of this shop';

/** The people of a business, and whom it invited. */
export function colleagueRoutes(parts: IdentityParts, businessOf: BusinessOf): DoorRoute[] {
  const { database } = parts;
  return [
    route(portal.listColleagues, async (call: DoorCall<typeof portal.listColleagues>) => {
      const found = await listUsers(database.reads, businessOfCaller(call.caller));
      return json(200, wholeList(found.map(presentColleague)));
    }),
    route(portal.changeColleague, async (call: DoorCall<typeof portal.changeColleague>) => {
      const userId = idOf('usr', call.params.user_id);
      const group = businessOfCaller(call.caller);
      const user = await database.transaction(async (tx) => {
        await lockForChange(tx, group, userId, call.caller);
        return changeUser(tx, parts, group, userId, call.body, byOf(call));
      });
      return json(200, presentColleague(user));
    }),
    route(portal.listInvitations, async (call: DoorCall<typeof portal.listInvitations>) => {
      const group = businessOfCaller(call.caller);
      const found = await listInvitations(database.reads, group, call.at);
      return json(200, wholeList(found.map(presentInvitation)));
    }),
    route(portal.invite, async (call: DoorCall<typeof portal.invite>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const { name: into } = await businessOf(partnerId);
      const invitation = { ...call.body, door: 'portal', partnerId, into } as const;
      return sendInvitation(parts, { ...invitation, invitedBy: call.caller.name }, call);
    }),
    route(portal.revokeInvitation, async (call: DoorCall<typeof portal.revokeInvitation>) => {
      const { partnerId } = businessOfCaller(call.caller);
      const id = idOf('inv', call.params.invitation_id);
      const of = { door: 'portal', partnerId } as const;
      await database.transaction((tx) => revokeInvitation(tx, of, id, byOf(call)));
      return DONE;
    }),
  ];
}

/** The staff, and who was invited to it. */
export function staffRoutes(parts: IdentityParts & Guard): DoorRoute[] {
  const { database } = parts;
  return [
    route(console.listStaff, async () => {
      const found = await listUsers(database.reads, 'staff');
      return json(200, wholeList(found.map(presentStaff)));
    }),
    route(console.changeStaff, async (call: DoorCall<typeof console.changeStaff>) => {
      const userId = idOf('usr', call.params.user_id);
      const user = await database.transaction(async (tx) => {
        await lockForChange(tx, 'staff', userId, call.caller);
        return changeStaff(tx, parts, userId, call.body, byOf(call));
      });
      return isWaiting(user)
        ? proposedReply(database.reads, user, call)
        : json(200, presentStaff(user));
    }),
    route(console.resetStaffFactors, async (call: DoorCall<typeof console.resetStaffFactors>) => {
      const userId = idOf('usr', call.params.user_id);
      const proposal = await database.transaction((tx) =>
        proposeFactorReset(tx, parts, userId, byOf(call)),
      );
      return proposedReply(database.reads, proposal, call);
    }),
    route(console.listInvitations, async (call: DoorCall<typeof console.listInvitations>) => {
      const found = await listInvitations(database.reads, 'staff', call.at);
      return json(200, wholeList(found.map(presentInvitation)));
    }),
    route(console.invite, async (call: DoorCall<typeof console.invite>) => {
      const invitation = { ...call.body, door: 'console', partnerId: null } as const;
      const who = { into: STAFF_PLACE, invitedBy: call.caller.name };
      return sendInvitation(parts, { ...invitation, ...who }, call);
    }),
    route(console.revokeInvitation, async (call: DoorCall<typeof console.revokeInvitation>) => {
      const id = idOf('inv', call.params.invitation_id);
      const of = { door: 'console', partnerId: null } as const;
      await database.transaction((tx) => revokeInvitation(tx, of, id, byOf(call)));
      return DONE;
    }),
  ];
}

/** Whose business a person of the portal acts for. */
export function businessOfCaller(caller: Person): { readonly partnerId: string } {
  if (caller.partnerId === null) throw new Error('a person of the portal has a business');
  return { partnerId: caller.partnerId };
}

/** Once per idempotency key: a second click sends no second e-mail. */
async function sendInvitation(
  parts: IdentityParts,
  invitation: NewInvitation,
  call: Pick<DoorCall, 'caller' | 'at' | 'address' | 'requestId' | 'idempotency'>,
): Promise<Reply> {
  const { database } = parts;
  const { userId } = call.caller;
  const { resource, made } = await actOnce(database, userId, portal.invite.id, call, async (tx) => {
    const { link } = await invite(tx, parts, invitation, true, byOf(call));
    return { resource: link.linkId, made: link };
  });
  const link = made ?? (await findLinkById(database.reads, resource));
  return replayed(json(201, presentInvitation(link)), made === null);
}

function presentInvitation(link: Link) {
  return {
    id: formatId('inv', link.linkId),
    object: 'invitation',
    email: link.email,
    role: link.role,
    invited_by: link.invitedBy ?? '',
    created_at: link.createdAt.toISOString(),
    expires_at: link.expiresAt.toISOString(),
  };
}
