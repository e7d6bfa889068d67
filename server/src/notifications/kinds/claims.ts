import { consolePages, portalPages } from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import type { Kind } from '../kind.ts';

/** The roles at a business that a claim concerns. */
const BUYERS = ['owner', 'buyer'] as const;

const toBuyers = {
  to: { partner: BUYERS },
  email: false,
  page: ({ claimId }: { readonly claimId: string }) => portalPages.claim(formatId('clm', claimId)),
} as const;

/** Notifications of a business about its claims, and of staff about their approval limits. */
export const claimKinds = {
  'claim.decided': {
    ...toBuyers,
    sentence: ({ outcome }: { readonly outcome: 'approved' | 'rejected' }) =>
      `Your claim was ${outcome}.`,
  },
  'claim.message_added': {
    ...toBuyers,
    sentence: ({ isQuestion }: { readonly isQuestion: boolean }) =>
      isQuestion
        ? 'Your claim needs an answer from you.'
        : 'Support wrote a message about your claim.',
  },
  'codes.recalled': {
    to: { partner: BUYERS },
    email: false,
    page: ({ recallId }: { readonly codes: number; readonly recallId: string }) =>
      portalPages.recall(formatId('rcl', recallId)),
    sentence: ({ codes }: { readonly codes: number }) =>
      `${recalledCodes(codes)} recalled: do not sell ${codes === 1 ? 'it' : 'them'}, and follow the claims that we opened for you.`,
  },
  'claim_limit.set': {
    to: { staff: ['admin'] },
    email: true,
    page: () => consolePages.home,
    sentence: ({
      before,
      after,
      currency,
    }: {
      readonly before: number;
      readonly after: number;
      readonly currency: string;
    }) =>
      `The amount that one person may approve in claims was changed: ${formatMoney(before, currency)} → ${formatMoney(after, currency)} ${currency}.`,
  },
} as const satisfies Record<string, Kind>;

/** What buyers read if nobody said what is wrong with a lot. */
export const RECALL_NOTE = 'The lot was recalled.';

export function recalledCodes(codes: number): string {
  return codes === 1 ? 'One code that you bought was' : `${codes} codes that you bought were`;
}
