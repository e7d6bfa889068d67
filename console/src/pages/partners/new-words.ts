import type { DuplicateMember } from '@psnb2b/contract';

/** The texts of the page that creates a business. */
export const newWords = {
  lead: 'For a business that moves from another system. Others sign up in the portal.',
  name: 'Name',
  email: 'E-mail of the owner',
  emailHint:
    'We send an invitation there. The owner confirms the address by it and sets a password.',
  number: 'Registration number',
  numberHint: 'If you know it. The business can correct it in its profile.',
  country: 'Country',
  currency: 'Currency',
  currencyHint: 'It can never be changed.',
  limits: 'Limits',
  creditHint: 'Empty: none. More than one person may grant waits for a second admin.',
  invoiceHint: 'Empty: none.',
  approve: 'Approve without its review, because …',
  approveHint:
    'Leave it empty, and its review approves it. With a reason, a second admin has to agree before it can buy.',
  create: 'Create and invite',
  done: 'The business was created, and its owner invited.',
  doneProposed:
    'The business was created, and its owner invited. Something of it waits for a second admin.',
  duplicates: 'This may be a business that we have already',
  same: {
    email: 'same e-mail',
    name: 'same name',
    registration_number: 'same registration number',
  } satisfies Record<DuplicateMember, string>,
  isOther: 'I looked: it is another business.',
};
