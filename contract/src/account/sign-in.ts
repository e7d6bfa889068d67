import { Accepted, Done, idParam } from '../kit/shapes.ts';
import {
  acting as acts,
  moving,
  ok,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { NameChange } from '../people/schemas.ts';
import {
  EmailChange,
  EmailChangeConfirm,
  InvitationAccept,
  Link,
  LinkLook,
  Me,
  PasskeyAnswer,
  PasskeyOptions,
  PasswordChange,
  PasswordResetConfirm,
  PasswordResetCreate,
  Proof,
  SessionList,
  SignIn,
} from './schemas.ts';

/** People may use their own account while the business is suspended. */
const acting = { ...acts, whileSuspended: true } as const;

const tag = 'Sign-in';
const open = { ...acting, tag, auth: 'none' } as const;

/** The calls of both web apps: signing in and out, and managing one's own account. */
export const signInOperations = {
  signIn: {
    ...open,
    id: 'signIn',
    path: '/sign-in',
    summary: 'Sign in with e-mail and password',
    description:
      'Sets the session cookie. The session is active, or waits for a second factor, or may only set one up: ' +
      '`session.state` says which. Takes as long for an unknown e-mail as for a wrong password.',
    body: SignIn,
    replies: ok(Me, 'Who is signed in, and the state of the session.'),
    refusals: ['sign_in_refused'],
  },
  passkeyRequest: {
    ...open,
    id: 'passkeyRequest',
    path: '/passkey-options',
    summary: 'Start with a passkey',
    description:
      'Options for `navigator.credentials.get`, for signing in, for a second factor and for a step-up alike.',
    replies: ok(PasskeyOptions, 'The options.'),
    refusals: ['invalid_state'],
  },
  signInPasskey: {
    ...open,
    id: 'signInPasskey',
    path: '/sign-in/passkey',
    summary: 'Sign in with a passkey alone',
    description:
      'A passkey that verified its user counts as two factors, so the session is active.',
    body: PasskeyAnswer,
    replies: ok(Me, 'Who is signed in.'),
    refusals: ['sign_in_refused'],
  },
  signInSecondFactor: {
    ...acting,
    tag,
    auth: 'half',
    id: 'signInSecondFactor',
    path: '/sign-in/second-factor',
    summary: 'Finish signing in',
    description:
      'With a code of the authenticator, a passkey or a recovery code. The session gets a new cookie.',
    body: Proof,
    replies: ok(Me, 'Who is signed in.'),
    refusals: ['proof_refused', 'invalid_state'],
  },
  signOut: {
    ...acting,
    tag,
    auth: 'half',
    id: 'signOut',
    path: '/sign-out',
    summary: 'Sign out',
    description: 'Ends this session and clears its cookie.',
    replies: ok(Done, 'Signed out.'),
  },
  getMe: {
    ...reading,
    tag,
    auth: 'half',
    id: 'getMe',
    path: '/me',
    summary: 'Read who is signed in',
    description: 'The person, the business, the state of the session, and what the role allows.',
    replies: ok(Me, 'Who is signed in.'),
  },
  changeName: {
    ...acting,
    tag,
    id: 'changeName',
    path: '/me/name',
    summary: 'Change one’s own name',
    description: 'The name that others see.',
    body: NameChange,
    replies: ok(Me, 'Who is signed in.'),
  },
  requestEmailChange: {
    ...acting,
    tag,
    ...moving('secrets'),
    id: 'requestEmailChange',
    path: '/me/email',
    summary: 'Ask to change one’s own e-mail',
    description:
      'Sends a link to the new address; until it is confirmed nothing changes. The reply is the same whether or not ' +
      'the address already has an account: its owner is notified by e-mail.',
    body: EmailChange,
    replies: ok(Accepted, 'An e-mail is on its way.'),
    refusals: ['limit_reached'],
  },
  confirmEmailChange: {
    ...acting,
    tag,
    ...moving('secrets'),
    id: 'confirmEmailChange',
    path: '/me/email/confirm',
    summary: 'Confirm the new e-mail',
    description:
      'Only the person who requested it, signed in: reading the inbox alone is not enough. Ends all other sessions and every link ' +
      'sent before, and notifies the old address.',
    body: EmailChangeConfirm,
    replies: ok(Me, 'Who is signed in.'),
    refusals: ['link_invalid', 'invalid_state'],
  },
  stepUp: {
    ...acting,
    tag,
    auth: 'enrolling',
    id: 'stepUp',
    path: '/step-up',
    summary: 'Prove again that it is you',
    description:
      'Opens the calls that need a step-up for ten minutes. Needs the second factor where there is one, else the ' +
      'password.',
    body: Proof,
    replies: ok(Me, 'Who is signed in, and until when the proof is valid.'),
    refusals: ['proof_refused'],
  },
  changePassword: {
    ...acting,
    tag,
    ...moving('secrets'),
    id: 'changePassword',
    path: '/password',
    summary: 'Change the password',
    description: 'Ends all other sessions, and notifies the person by e-mail.',
    body: PasswordChange,
    replies: ok(Done, 'Changed.'),
  },
  requestPasswordReset: {
    ...open,
    id: 'requestPasswordReset',
    path: '/password-resets',
    summary: 'Ask for a link that sets a new password',
    description: 'The reply and its time are the same whether or not there is such an account.',
    body: PasswordResetCreate,
    replies: ok(Accepted, 'If there is such an account, an e-mail is on its way.'),
  },
  confirmPasswordReset: {
    ...open,
    id: 'confirmPasswordReset',
    path: '/password-resets/confirm',
    summary: 'Set a new password',
    description:
      'Ends all sessions of the account. It does not sign in: the second factor is still required.',
    body: PasswordResetConfirm,
    replies: ok(Done, 'Set.'),
    refusals: ['link_invalid'],
  },
  lookAtLink: {
    ...open,
    id: 'lookAtLink',
    path: '/links/look',
    summary: 'Read the purpose of a link',
    description: 'For the page that a link opens. The token is in the body, never in an address.',
    body: LinkLook,
    replies: ok(Link, 'What it is for.'),
    refusals: ['link_invalid'],
  },
  acceptInvitation: {
    ...open,
    id: 'acceptInvitation',
    path: '/invitations/accept',
    summary: 'Accept an invitation',
    description:
      'Creates the account, uses the link up and signs in. Staff must set up a second factor first.',
    body: InvitationAccept,
    replies: ok(Me, 'Who is signed in.'),
    refusals: ['link_invalid', 'invalid_state'],
  },
  listSessions: {
    ...reading,
    tag,
    id: 'listSessions',
    path: '/sessions',
    summary: 'List one’s own sessions',
    description: 'All browsers that are signed in, the last used first.',
    replies: ok(SessionList, 'The sessions.'),
  },
  revokeSession: {
    ...acting,
    tag,
    id: 'revokeSession',
    path: '/sessions/{session_id}/revoke',
    summary: 'End one of one’s own sessions',
    description: 'It is refused from its next request on.',
    params: idParam('session_id', 'Id of the session.'),
    replies: ok(Done, 'Ended.'),
  },
  revokeOtherSessions: {
    ...acting,
    tag,
    id: 'revokeOtherSessions',
    path: '/sessions/revoke-others',
    summary: 'End all other sessions',
    description: 'All except the session of this request.',
    replies: ok(Done, 'Ended.'),
  },
} as const satisfies Record<string, WebAppOperation>;
