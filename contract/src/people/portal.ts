import { Me, SignUp, SignUpConfirm } from '../account/schemas.ts';
import { Accepted, Done, idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  moving,
  ok,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  Colleague,
  ColleagueChange,
  ColleagueList,
  Invitation,
  InvitationCreate,
  InvitationList,
} from './schemas.ts';

const owner = ['owner'] as const;

/** Registering a business, and its people. */
export const portalPeopleOperations = {
  signUp: {
    ...acting,
    tag: 'Sign-in',
    auth: 'none',
    id: 'signUp',
    path: '/sign-up',
    summary: 'Register a business',
    description:
      'Sends a link to the e-mail address; opening it creates the business. The reply and its time are the same ' +
      'whether or not the address has an account: its owner is notified by e-mail.',
    body: SignUp,
    replies: ok(Accepted, 'An e-mail is on its way.'),
  },
  confirmSignUp: {
    ...acting,
    tag: 'Sign-in',
    auth: 'none',
    id: 'confirmSignUp',
    path: '/sign-up/confirm',
    summary: 'Confirm the e-mail',
    description: 'Creates the business and its owner, and signs in.',
    body: SignUpConfirm,
    replies: ok(Me, 'Who is signed in.'),
    refusals: ['link_invalid', 'sign_in_refused'],
  },
  listColleagues: {
    ...reading,
    tag: 'People',
    id: 'listColleagues',
    path: '/colleagues',
    summary: 'List the people of the business',
    description: 'All of them, newest first.',
    replies: ok(ColleagueList, 'The people.'),
  },
  changeColleague: {
    ...acting,
    method: 'PATCH',
    tag: 'People',
    roles: owner,
    ...moving('rights'),
    id: 'changeColleague',
    path: '/colleagues/{user_id}',
    summary: 'Change a colleague’s role, or disable them',
    description: 'Takes effect with their next request. A business always keeps an owner.',
    params: idParam('user_id', 'Id of the person.'),
    body: ColleagueChange,
    replies: ok(Colleague, 'The colleague.'),
    refusals: ['invalid_state'],
  },
  listInvitations: {
    ...reading,
    tag: 'People',
    roles: owner,
    id: 'listInvitations',
    path: '/invitations',
    summary: 'List open invitations',
    description: 'Those that nobody has accepted, newest first.',
    replies: ok(InvitationList, 'The invitations.'),
  },
  invite: {
    ...acting,
    tag: 'People',
    roles: owner,
    ...moving('rights'),
    idempotent: true,
    id: 'invite',
    path: '/invitations',
    summary: 'Invite a colleague',
    description: 'Sends a link that works once, for seven days.',
    body: InvitationCreate,
    replies: created(Invitation, 'The invitation.'),
    refusals: ['limit_reached'],
  },
  revokeInvitation: {
    ...acting,
    whileSuspended: true,
    tag: 'People',
    roles: owner,
    id: 'revokeInvitation',
    path: '/invitations/{invitation_id}/revoke',
    summary: 'Revoke an invitation',
    description: 'Its link stops working.',
    params: idParam('invitation_id', 'Id of the invitation.'),
    replies: ok(Done, 'Revoked.'),
  },
} as const satisfies Record<string, WebAppOperation>;
