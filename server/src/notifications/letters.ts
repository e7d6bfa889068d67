import type { PartnerRole, StaffRole } from '@psnb2b/contract';
import type { LetterKind } from './kind.ts';
import { recalledCodes } from './kinds/claims.ts';
import { nameOf } from './kinds/people.ts';

interface Change {
  readonly at: Date;
  /** The network address from which it was done. */
  readonly address: string;
}

/** A change that a thief would make first; the e-mail goes to an address that the thief may not read. */
function changed<const Subject extends string>(subject: Subject) {
  return {
    to: 'person',
    subject,
    sentences: ({ at, address }: Change) => [
      `${subject} at ${at.toISOString()}, from the address ${address}.`,
      'If this was not you, tell support at once, and set a new password if you still can.',
    ],
  } as const satisfies LetterKind;
}

/** E-mails without a notification, by the name of their template. */
export const letters = {
  sign_up: {
    to: 'stranger',
    subject: 'Confirm your e-mail address',
    sentences: () => [
      'Somebody registered a business with this address. Confirm it with the password that you chose; the link works ' +
        'once, for 24 hours.',
      'If this was not you, do nothing: without your confirmation there is no account.',
    ],
    link: { label: 'Confirm the e-mail address', secret: true },
  },
  email_change: {
    to: 'stranger',
    subject: 'Confirm your new e-mail address',
    sentences: () => [
      'Somebody asked to use this address for their account. Open the link in a browser where you are signed in; it ' +
        'works once, for one hour.',
      'If this was not you, do nothing: without your confirmation nothing changes.',
    ],
    link: { label: 'Confirm the new e-mail address', secret: true },
  },
  /** The page that the link opens shows who invites, and to what. */
  invitation: {
    to: 'stranger',
    subject: 'You are invited',
    sentences: ({ role }: { readonly role: PartnerRole | StaffRole }) => [
      `You are invited to join as ${nameOf(role)}. The link works once, for 7 days, and shows who invited you before you ` +
        'accept.',
      'If you do not expect an invitation, do nothing.',
    ],
    link: { label: 'Accept the invitation', secret: true },
  },
  email_test: {
    to: 'person',
    subject: 'Your e-mail works',
    sentences: () => [
      'You asked for this test e-mail in the console. Open its link in the browser in which you are signed in; it works for an hour.',
    ],
    link: { label: 'Say that it arrived', secret: true },
  },
  account_exists: {
    to: 'person',
    subject: 'You have an account already',
    sentences: () => [
      'Somebody, probably you, tried to register a business with this address, which has an account already. Sign in, ' +
        'or set a new password there.',
    ],
    link: { label: 'Sign in', secret: false },
  },
  address_taken: {
    to: 'person',
    subject: 'You have an account already',
    sentences: () => [
      'Somebody, probably you, tried to use this address for another account. It has an account already, so nothing was ' +
        'changed.',
    ],
    link: { label: 'Sign in', secret: false },
  },
  password_reset: {
    to: 'person',
    subject: 'Set a new password',
    sentences: () => [
      'Somebody asked for a new password for your account. The link works once, for one hour. Your second factor stays ' +
        'as it is.',
      'If this was not you, do nothing.',
    ],
    link: { label: 'Set a new password', secret: true },
  },
  email_changed: {
    to: 'person',
    subject: 'The e-mail address of your account was changed',
    sentences: ({ email, at, address }: Change & { readonly email: string }) => [
      `The e-mail address of your account was changed to ${email} at ${at.toISOString()}, from the address ${address}.`,
      'If this was not you, tell support at once, and set a new password if you still can.',
    ],
  },
  password_changed: changed('Your password was changed'),
  'totp.set': changed('An authenticator was set up for your account'),
  'totp.removed': changed('The authenticator of your account was removed'),
  'passkey.added': changed('A passkey was added to your account'),
  'passkey.removed': changed('A passkey of your account was removed'),
  'recovery_codes.renewed': changed('New recovery codes were made for your account'),
  /** Goes to the address of the business, in addition to the notification of its people. Names no lot. */
  codes_recalled: {
    to: 'business',
    subject: 'Codes that you bought were recalled',
    sentences: ({ codes, note }: { readonly codes: number; readonly note: string }) => [
      `${recalledCodes(codes)} recalled: ${note}`,
      'Do not sell them. You need not file anything: we opened a claim for each order concerned, which names the codes ' +
        'and shows what happens to them.',
    ],
    link: { label: 'See the codes', secret: false },
  },
} as const satisfies Record<string, LetterKind>;
