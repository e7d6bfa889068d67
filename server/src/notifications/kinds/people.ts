import { consolePages, type PartnerRole, portalPages, type StaffRole } from '@psnb2b/contract';
import type { Kind } from '../kind.ts';

type Role = PartnerRole | StaffRole;

const IF_UNEXPECTED = 'If you did not expect this, tell your colleagues and support at once.';

const toHeads = {
  to: 'heads',
  page: () => ({ portal: portalPages.team, console: consolePages.staff }),
} as const;

const toPerson = {
  to: 'person',
  email: true,
  page: () => ({ portal: portalPages.account, console: consolePages.account }),
} as const;

/** What changed about a person; null where nothing did. */
export interface PersonChange {
  readonly role: Role | null;
  readonly disabled: boolean | null;
}

/** Notifications of people about their colleagues and their accounts. */
export const peopleKinds = {
  'invitation.sent': {
    ...toHeads,
    email: true,
    sentence: ({
      email,
      into,
      role,
      invitedBy,
    }: {
      readonly email: string;
      readonly into: string;
      readonly role: Role;
      readonly invitedBy: string;
    }) => `${email} was invited to ${into} as ${nameOf(role)} by ${invitedBy}.`,
    more: () => IF_UNEXPECTED,
  },
  'invitation.accepted': {
    ...toHeads,
    email: false,
    sentence: ({ name, role }: { readonly name: string; readonly role: Role }) =>
      `${name} joined as ${nameOf(role)}.`,
  },
  'user.changed': {
    ...toHeads,
    email: true,
    sentence: ({ name, change }: { readonly name: string; readonly change: PersonChange }) =>
      `${name} ${changesOf(change).join(', and ')}.`,
    more: () => IF_UNEXPECTED,
  },
  'user.factors_reset': {
    ...toHeads,
    email: true,
    sentence: ({ name }: { readonly name: string }) => `The second factors of ${name} were reset.`,
    more: () => IF_UNEXPECTED,
  },
  'account.changed': {
    ...toPerson,
    sentence: ({ role, disabled }: { readonly role: Role; readonly disabled: boolean }) =>
      disabled
        ? 'Your account was disabled.'
        : `Your account was changed: your role is ${nameOf(role)}.`,
    more: () => IF_UNEXPECTED,
  },
  'account.factors_reset': {
    ...toPerson,
    sentence: () => 'The second factors of your account were reset, and you were signed out.',
    more: () => IF_UNEXPECTED,
  },
} as const satisfies Record<string, Kind>;

function changesOf({ role, disabled }: PersonChange): string[] {
  return [
    ...(role === null ? [] : [`now has the role ${nameOf(role)}`]),
    ...(disabled === null
      ? []
      : [disabled ? 'was disabled and can no longer sign in' : 'can sign in again']),
  ];
}

export function nameOf(role: Role): string {
  return role.replaceAll('_', ' ');
}
