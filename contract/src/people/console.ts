import { Done, idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  moving,
  ok,
  okOrProposed,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Proposal } from '../proposals/schemas.ts';
import {
  StaffChange,
  StaffInvitation,
  StaffInvitationCreate,
  StaffInvitationList,
  StaffList,
  StaffMember,
} from './schemas.ts';

const admin = ['admin'] as const;
const userId = idParam('user_id', 'Id of the person.');

/** Staff and their invitations. */
export const consoleStaffOperations = {
  listStaff: {
    ...reading,
    tag: 'People',
    id: 'listStaff',
    path: '/staff',
    summary: 'List the staff',
    description: 'All of them, newest first.',
    replies: ok(StaffList, 'The staff.'),
  },
  changeStaff: {
    ...acting,
    method: 'PATCH',
    tag: 'People',
    roles: admin,
    ...moving('rights'),
    id: 'changeStaff',
    path: '/staff/{user_id}',
    summary: 'Change a role, or disable a person',
    description:
      'Takes effect with their next request; one more admin waits for a second admin (202). There is always an admin.',
    params: userId,
    body: StaffChange,
    replies: okOrProposed(StaffMember, Proposal, 'The person.'),
    refusals: ['invalid_state'],
  },
  resetStaffFactors: {
    ...acting,
    tag: 'People',
    roles: admin,
    ...moving('secrets'),
    id: 'resetStaffFactors',
    path: '/staff/{user_id}/reset-second-factor',
    summary: 'Reset a second factor',
    description:
      'For somebody who lost theirs. It waits for a second admin; then they are signed out everywhere, and set one up ' +
      'again at their next sign-in.',
    params: userId,
    replies: { 202: { description: 'It waits for a second person.', schema: Proposal } },
    refusals: ['invalid_state'],
  },
  listInvitations: {
    ...reading,
    tag: 'People',
    roles: admin,
    id: 'listInvitations',
    path: '/invitations',
    summary: 'List open invitations',
    description: 'Those that nobody has accepted, newest first.',
    replies: ok(StaffInvitationList, 'The invitations.'),
  },
  invite: {
    ...acting,
    tag: 'People',
    roles: admin,
    ...moving('rights'),
    idempotent: true,
    id: 'invite',
    path: '/invitations',
    summary: 'Invite somebody to the staff',
    description:
      'Sends a link that works once, for seven days. Nobody is invited as an admin: making somebody an admin needs two people.',
    body: StaffInvitationCreate,
    replies: created(StaffInvitation, 'The invitation.'),
    refusals: ['limit_reached'],
  },
  revokeInvitation: {
    ...acting,
    tag: 'People',
    roles: admin,
    id: 'revokeInvitation',
    path: '/invitations/{invitation_id}/revoke',
    summary: 'Revoke an invitation',
    description: 'Its link stops working.',
    params: idParam('invitation_id', 'Id of the invitation.'),
    replies: ok(Done, 'Revoked.'),
  },
} as const satisfies Record<string, WebAppOperation>;
