import {
  type Door,
  type LinkKind,
  linkPages,
  type PartnerRole,
  type StaffRole,
} from '@psnb2b/contract';
import type { Letter } from '../kit/mail/index.ts';

/** Where a link of an e-mail leads. The token is behind `#`, which no browser sends to a server. */
export function linkUrl(publicUrl: string, door: Door, kind: LinkKind, token: string): string {
  return `${publicUrl}/${door}${linkPages[kind]}#token=${token}`;
}

/**
 * Letters to an address that nobody has confirmed are these very words: whoever asked for one chose whom it
 * goes to, and must not choose what our domain says there. No name, no subject, no link but ours.
 */
export function signUpLetter(url: string): Letter {
  return {
    subject: 'Confirm your e-mail',
    paragraphs: [
      'Hello,',
      'a business was registered with this address. Confirm it with the password that you chose; the link works ' +
        'once, for 24 hours.',
      'If this was not you, do nothing: without your confirmation there is no account.',
    ],
    link: { label: 'Confirm e-mail', url, secret: true },
  };
}

export function accountExistsLetter(name: string, url: string): Letter {
  return {
    subject: 'You have an account already',
    paragraphs: [
      `Hello ${name},`,
      'somebody, probably you, tried to register a business with this address, which has an account already. Sign in, ' +
        'or set a new password there.',
    ],
    link: { label: 'Sign in', url, secret: false },
  };
}

export function passwordResetLetter(name: string, url: string): Letter {
  return {
    subject: 'Set a new password',
    paragraphs: [
      `Hello ${name},`,
      'a new password was asked for. The link works once, for one hour. Your second factor stays as it is.',
      'If this was not you, do nothing.',
    ],
    link: { label: 'Set a new password', url, secret: true },
  };
}

export function emailChangeLetter(url: string): Letter {
  return {
    subject: 'Confirm your new e-mail',
    paragraphs: [
      'Hello,',
      'your account is to have this address. Open the link in a browser where you are signed in; it works once, for ' +
        'one hour.',
      'If this was not you, do nothing: without your confirmation nothing changes.',
    ],
    link: { label: 'Confirm the new e-mail', url, secret: true },
  };
}

export function addressTakenLetter(name: string, url: string): Letter {
  return {
    subject: 'You have an account already',
    paragraphs: [
      `Hello ${name},`,
      'somebody, probably you, wanted to give this address to another account. It has one already, so nothing was ' +
        'changed.',
    ],
    link: { label: 'Sign in', url, secret: false },
  };
}

export function emailChangedLetter(name: string, to: string, at: Date, address: string): Letter {
  const what = `The e-mail of your account was changed to ${to}`;
  return changed(name, 'The e-mail of your account was changed', what, at, address);
}

/** Who invites, and into what, is on the page that the link leads to. */
export function invitationLetter(role: PartnerRole | StaffRole, url: string): Letter {
  return {
    subject: 'You are invited',
    paragraphs: [
      'Hello,',
      `you are invited to join as ${role.replaceAll('_', ' ')}. The link works once, for 7 days, and shows who invites ` +
        'you before you accept.',
      'If you expect no invitation, do nothing.',
    ],
    link: { label: 'Accept the invitation', url, secret: true },
  };
}

export function passwordChangedLetter(name: string, at: Date, address: string): Letter {
  return changed(name, 'Your password was changed', 'Your password was changed', at, address);
}

const FACTOR_CHANGES: Readonly<Record<string, string>> = {
  'totp.set': 'An authenticator was set up for your account',
  'totp.removed': 'The authenticator of your account was removed',
  'passkey.added': 'A passkey was added to your account',
  'passkey.removed': 'A passkey of your account was removed',
  'recovery_codes.renewed': 'New recovery codes were made for your account',
};

export function factorChangedLetter(
  name: string,
  action: string,
  at: Date,
  address: string,
): Letter {
  const what = FACTOR_CHANGES[action] ?? 'Your second factor was changed';
  return changed(name, what, what, at, address);
}

function changed(name: string, subject: string, what: string, at: Date, address: string): Letter {
  return {
    subject,
    paragraphs: [
      `Hello ${name},`,
      `${what} at ${at.toISOString()}, from the address ${address}.`,
      'If this was not you, tell support at once, and set a new password if you still can.',
    ],
  };
}
