import type { StaffRole } from '@psnb2b/contract/states';
import { groupDigits } from '@psnb2b/ui';

export const words = {
  lead: 'Who works here, and in which role. Everybody needs a second factor.',
  roles: {
    admin: 'Admin',
    finance: 'Finance',
    support: 'Support',
    stock: 'Stock',
    read_only: 'Read-only',
  } satisfies Record<StaffRole, string>,
  inviteAdmin:
    'Nobody is invited as an admin: invite them in another role, then change it above. A second admin approves that.',
  inviteUnsent:
    'No mail server is set, so invitations do not leave this server. There, psnb2b-server staff create prints a link that you can pass on.',
  accessReview: 'Access review',
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
  disabled: 'Disabled',
};

const people = (count: number) => (count === 1 ? '1 person' : `${groupDigits(count)} people`);
const adminsOf = (count: number) => (count === 1 ? '1 admin' : `${groupDigits(count)} admins`);

export const accessWords = {
  lead: 'Check every 90 days that everybody has the access that they need, and nobody has more. Today reminds you.',
  list: 'Access of the staff',
  name: 'Name',
  role: 'Role',
  since: 'Since',
  by: 'Given by',
  unknown: 'Not recorded',
  seen: 'Last seen',
  never: 'Never',
  factor: 'Second factor',
  factors: (totp: boolean, passkeys: number) => {
    const keys = passkeys === 1 ? '1 passkey' : `${passkeys} passkeys`;
    const all = [...(totp ? ['authenticator'] : []), ...(passkeys > 0 ? [keys] : [])];
    const said = all.length === 0 ? 'none' : all.join(', ');
    return said.charAt(0).toUpperCase() + said.slice(1);
  },
  sessions: 'Sessions',
  disabled: 'Disabled',
  sign: 'Sign the review',
  signed: 'The review is signed.',
  states: (count: number, admins: number) =>
    `You state that ${people(count)}, of whom ${adminsOf(admins)}, have the access that they need. The list is stored as it is now, with your name, and cannot be changed.`,
  noteHint: 'Optional: what you decided, for colleagues and auditors.',
  fileLead: 'As it was signed; names and e-mails are those of today.',
  listThen: 'Access at that time',
  history: 'Signed reviews',
  signedAt: 'Reviewed on',
  signedBy: 'Reviewed by',
  people: 'People',
  peopleOf: (count: number, admins: number) => `${people(count)}, ${adminsOf(admins)}`,
  note: 'Note',
  none: 'No review is signed yet',
  noneHint: 'Change roles or disable people under Staff first, then sign here.',
};
