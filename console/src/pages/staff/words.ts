import type { StaffRole } from '@psnb2b/contract/states';

export const words = {
  lead: 'Who works here, and in which role. Everybody needs a second factor.',
  roles: {
    admin: 'Admin',
    finance: 'Finance',
    support: 'Support',
    stock: 'Stock',
    read_only: 'Read-only',
  } satisfies Record<StaffRole, string>,
  resetFactor: 'Reset second factor',
  resetDone: 'The second factor was reset.',
  resetFactorSays: (name: string) =>
    `A second admin has to approve this, and we notify ${name}. Then ${name} is signed out everywhere and sets up a new second factor.`,
};

export const sessionWords = {
  unknown: 'Nobody on the staff has this id',
  lead: 'Browsers in which this person is signed in.',
  ownLead: 'Browsers in which you are signed in. You end your own sessions in your account.',
  end: 'End',
  endSays: (name: string) =>
    `That browser is signed out with its next request. ${name} can sign in again; to prevent that, disable the account.`,
  endAll: 'End all',
  endAllSays: (name: string) =>
    `Every browser of ${name} is signed out with its next request. ${name} can sign in again; to prevent that, disable the account.`,
  allEnded: (name: string) => `${name} is signed out everywhere.`,
  about: 'About',
  role: 'Role',
  factor: 'Second factor',
  isSet: 'Set up',
  isMissing: 'Not set up',
  seen: 'Last seen',
  never: 'Never',
  since: 'Account since',
  acts: 'Audit',
  disabled: 'Disabled',
};
