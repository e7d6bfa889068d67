import { Type } from 'typebox';
import type { ErrorEntry } from './entry.ts';

/** Refusals of the two doors for people: who they are, and what their role lets them do. */
export const peopleErrors = {
  session_required: {
    status: 401,
    title: 'Not signed in',
    detail: 'You are not signed in, or your session has ended; sign in and try again.',
    retryable: false,
    happened:
      'The request came without a session, or with one that ended, was revoked or belongs to the other door.',
    fix: 'Sign in again. What you typed is still in the page.',
  },
  sign_in_refused: {
    status: 401,
    title: 'Sign-in refused',
    detail: 'This e-mail and password do not belong together; check both and try again.',
    retryable: false,
    happened:
      'The e-mail is unknown, the password is wrong, or the account cannot be used. Which of these is not said, ' +
      'because only a guesser would gain from it.',
    fix: 'Check both, or ask for a link that sets a new password.',
  },
  proof_refused: {
    status: 403,
    title: 'Proof refused',
    detail: 'This code, password or passkey was not accepted; try again with a fresh one.',
    retryable: false,
    happened:
      'A second factor or a step-up was answered with something that does not fit, or that was used before: each ' +
      'code works once.',
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
      'The sign-in is only half done, or the role requires a second factor and none is set up yet.',
    fix: 'Enter the code of your authenticator, use a passkey, or set one of them up.',
  },
  step_up_required: {
    status: 403,
    title: 'Confirm that it is you',
    detail: 'Prove again that it is you, with your second factor or password, then repeat this.',
    retryable: false,
    happened:
      'What you asked for shows or changes a secret, and your last proof is older than a few minutes.',
    fix: 'Answer the step-up, then send the same request again.',
  },
  csrf_refused: {
    status: 403,
    title: 'Not from our own pages',
    detail: 'This request did not come from our own pages; reload the page and try again.',
    retryable: false,
    happened:
      'Requests that change something must come from the same origin and carry the header `X-PSNB2B-Door` with the ' +
      'name of the door. That keeps other sites from acting in your name.',
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
    happened: 'The call is for other roles. The refusal is in the audit log.',
    fix: 'Ask somebody with one of `roles` to do it, or to change your role.',
  },
  link_invalid: {
    status: 409,
    title: 'Link not valid',
    detail: 'This link was used, has expired or is not ours; ask for a new one.',
    retryable: false,
    happened: 'Links of our e-mails work once and for a limited time.',
    fix: 'Ask for a new link, and use the newest e-mail.',
  },
  case_incomplete: {
    status: 409,
    title: 'Something is still missing',
    detail: 'Not everything that was asked for is there yet; see missing.',
    retryable: false,
    members: {
      schema: Type.Object({
        missing: Type.Array(Type.String(), { description: 'Items of the checklist still open.' }),
      }),
      example: { missing: ['registration', 'identity'] },
    },
    happened: 'A review starts only when every required item of its checklist is there.',
    fix: 'Give what `missing` names, then submit again.',
  },
} as const satisfies Record<string, ErrorEntry>;
