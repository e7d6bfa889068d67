import { Done, idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  moving,
  ok,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  PasskeyCreate,
  PasskeyList,
  PasskeyOptions,
  RecoveryCodes,
  TotpConfirm,
  TotpSetup,
} from './schemas.ts';

const factor = { ...acting, tag: 'Sign-in', auth: 'enrolling', ...moving('secrets') } as const;

/** Setting up second factors; the same calls in both web apps. */
export const secondFactorOperations = {
  startTotp: {
    ...factor,
    id: 'startTotp',
    path: '/second-factor/totp',
    summary: 'Start to set up an authenticator',
    description: 'A new secret. An old one stays valid until this one is confirmed.',
    replies: ok(TotpSetup, 'The secret, shown once.'),
  },
  confirmTotp: {
    ...factor,
    id: 'confirmTotp',
    path: '/second-factor/totp/confirm',
    summary: 'Confirm an authenticator',
    description:
      'With one of its codes. The first factor of an account also returns recovery codes, and activates a session that could ' +
      'only set one up.',
    body: TotpConfirm,
    replies: ok(RecoveryCodes, 'Recovery codes, if this is the first factor.'),
    refusals: ['proof_refused', 'invalid_state'],
  },
  removeTotp: {
    ...factor,
    auth: 'session',
    id: 'removeTotp',
    path: '/second-factor/totp/remove',
    summary: 'Remove the authenticator',
    description: 'Refused if the role requires a second factor and there is no passkey.',
    replies: ok(Done, 'Removed.'),
    refusals: ['invalid_state'],
  },
  renewRecoveryCodes: {
    ...factor,
    auth: 'session',
    id: 'renewRecoveryCodes',
    path: '/second-factor/recovery-codes',
    summary: 'Make new recovery codes',
    description: 'The old ones stop working. Each works once.',
    replies: ok(RecoveryCodes, 'The codes, shown once.'),
    refusals: ['invalid_state'],
  },
  listPasskeys: {
    ...reading,
    tag: 'Sign-in',
    id: 'listPasskeys',
    path: '/passkeys',
    summary: 'List one’s own passkeys',
    description: 'All of them, newest first.',
    replies: ok(PasskeyList, 'The passkeys.'),
  },
  startPasskey: {
    ...factor,
    id: 'startPasskey',
    path: '/passkeys/options',
    summary: 'Start to add a passkey',
    description: 'Options for `navigator.credentials.create`.',
    replies: ok(PasskeyOptions, 'The options.'),
    refusals: ['limit_reached', 'invalid_state'],
  },
  addPasskey: {
    ...factor,
    id: 'addPasskey',
    path: '/passkeys',
    summary: 'Add a passkey',
    description:
      'With the browser’s response. A first factor also returns recovery codes and activates the session.',
    body: PasskeyCreate,
    replies: created(RecoveryCodes, 'Recovery codes, if this is the first factor.'),
    refusals: ['proof_refused', 'invalid_state', 'limit_reached'],
  },
  removePasskey: {
    ...factor,
    auth: 'session',
    id: 'removePasskey',
    path: '/passkeys/{passkey_id}/remove',
    summary: 'Remove a passkey',
    description: 'Refused if the role requires a second factor and this is the last one.',
    params: idParam('passkey_id', 'Id of the passkey.'),
    replies: ok(Done, 'Removed.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
