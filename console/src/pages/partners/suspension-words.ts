import type { OrderWait } from '@psnb2b/contract/states';
import { groupDigits } from '@psnb2b/ui';

/** The texts of what a suspension, or its end, changes. */
export const suspensionWords = {
  suspends:
    'Within a second, calls with its keys are refused with 403. Its people can still read its data, but no codes.',
  resumes: 'Its keys work again within a second. Revoked invitations stay revoked.',
  keys: (live: number, test: number) => `${groupDigits(live)} live, ${groupDigits(test)} test`,
  begin: {
    keys: 'Keys that stop',
    orders: {
      confirmation: 'It cannot confirm them. They end at their time, and codes and money go back.',
      approval: 'They wait until the suspension ends; nobody can approve them.',
      codes: 'They are delivered when codes come in, but nobody can read the codes.',
      deposit: 'A payment that arrives still delivers them, but nobody can read the codes.',
    } satisfies Record<OrderWait, string>,
  },
  end: {
    keys: 'Keys that work again',
    orders: {
      confirmation: 'It can confirm them again.',
      approval: 'Staff can approve them again.',
      codes: 'They are delivered when codes come in, and it can read the codes.',
      deposit: 'A payment delivers them, and it can read the codes.',
    } satisfies Record<OrderWait, string>,
  },
  waits: {
    confirmation: 'Holds',
    approval: 'Orders that wait for an approval',
    codes: 'Orders that wait for codes',
    deposit: 'Orders that wait for a payment',
  } satisfies Record<OrderWait, string>,
  nextEnds: 'The first ends',
  pending: 'Pending orders',
  none: 'None',
  invitations: 'Invitations that are revoked',
  claims: 'Open claims',
  claimsOf: (count: number) => `${groupDigits(count)}, worked on as before`,
  endpoints: 'Webhook endpoints',
  endpointsOf: (count: number) => `${groupDigits(count)}, get events as before`,
  balance: 'Balance, which stays',
  held: 'on hold',
};
