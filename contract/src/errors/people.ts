import { Type } from 'typebox';
import type { ErrorEntry } from './entry.ts';

/** Refusals of the portal and console APIs: who people are, and what their role allows. */
export const peopleErrors = {
  session_required: {
    status: 401,
    title: 'Not signed in',
    detail: 'You are not signed in, or your session has ended; sign in and try again.',
    retryable: false,
    happened:
      'The request has no session, or its session ended, was revoked, or belongs to the other web app.',
    fix: 'Sign in again. The page keeps what you typed.',
  },
  sign_in_refused: {
    status: 401,
    title: 'Sign-in refused',
    detail: 'This e-mail and password do not belong together; check both and try again.',
    retryable: false,
    happened:
      'The e-mail is unknown, the password is wrong, or the account cannot be used. We do not say which, ' +
      'because only an attacker would benefit.',
    fix: 'Check both, or request a link to set a new password.',
  },
  proof_refused: {
    status: 403,
    title: 'Proof refused',
    detail: 'This code, password or passkey was not accepted; try again with a fresh one.',
    retryable: false,
    happened:
      'The code, password or passkey is wrong, or the code was used before: each code works ' +
      'once.',
    fix: 'Wait for the next code of your authenticator, or use a recovery code.',
  },
  second_factor_required: {
    status: 403,
    title: 'Second factor required',
    detail: 'Finish signing in with your second factor, or set one up first.',
    retryable: false,
    members: {
      schema: Type.Object({
        step: Type.Enum(['prove', 'set_up'], {
          type: 'string',
          description: 'What comes next: `prove` a second factor, or `set_up` one.',
        }),
      }),
      example: { step: 'prove' },
    },
    happened:
      'You have not entered your second factor yet, or your role requires one and you have not set it up.',
    fix: 'Enter the code from your authenticator app, use a passkey, or set one of them up.',
  },
  step_up_required: {
    status: 403,
    title: 'Confirm that it is you',
    detail: 'Prove again that it is you, with your second factor or password, then repeat this.',
    retryable: false,
    happened:
      'This action needs a recent confirmation of who you are, and your last one is older than a few minutes.',
    fix: 'Confirm that it is you, then send the same request again.',
  },
  csrf_refused: {
    status: 403,
    title: 'Not from our own pages',
    detail: 'This request did not come from our own pages; reload the page and try again.',
    retryable: false,
    happened:
      'Requests that change something must come from the same origin and have the header `X-PSNB2B-Door` with the ' +
      'name of the web app. That stops other sites from acting in your name.',
    fix: 'Use the page of this server. Behind a proxy, check that `PUBLIC_URL` is the address that people use.',
  },
  role_missing: {
    status: 403,
    title: 'Not for your role',
    detail: 'Your role does not allow this; ask somebody whose role does.',
    retryable: false,
    members: {
      schema: Type.Object({
        roles: Type.Array(Type.String(), { description: 'Roles that may do this.' }),
      }),
      example: { roles: ['owner'] },
    },
    happened: 'Only other roles can do this. The audit log has a record of the attempt.',
    fix: 'Ask somebody with one of `roles` to do it, or to change your role.',
  },
  link_invalid: {
    status: 409,
    title: 'Link not valid',
    detail: 'This link was used, has expired or is not ours; ask for a new one.',
    retryable: false,
    happened: 'Each link in our e-mails works once and for a limited time.',
    fix: 'Request a new link, and use the newest e-mail.',
  },
  case_incomplete: {
    status: 409,
    title: 'Something is still missing',
    detail: 'Not all requested items are complete yet; see missing.',
    retryable: false,
    members: {
      schema: Type.Object({
        missing: Type.Array(Type.String(), { description: 'Items of the checklist still open.' }),
      }),
      example: { missing: ['registration', 'identity'] },
    },
    happened: 'A review starts only when every required item of its checklist is complete.',
    fix: 'Add the items that `missing` names, then submit again.',
  },
} as const satisfies Record<string, ErrorEntry>;
