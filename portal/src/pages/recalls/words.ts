import type { RecalledCode } from '@psnb2b/contract';
import { claimWords, groupDigits } from '@psnb2b/ui';

const codes = (count: number) => (count === 1 ? '1 code' : `${groupDigits(count)} codes`);

export const words = {
  title: 'Recalls',
  recall: 'Recall',
  noticed: 'Notified',
  noticedOn: 'We notified you on',
  read: 'Read',
  unread: 'Not read yet',
  which: 'Show',
  choices: { true: 'Not read yet' },
  none: 'No recalls',
  noneHint:
    'If codes that you bought turn out to be bad, we recall them here and open the claims for you.',
  count: codes,
  heading: (count: number) => `${codes(count)} recalled`,
  doNotSell:
    'Do not sell these codes, and warn your customers who have one. You need not file anything and owe us no evidence: we opened a claim for each order, and it shows what happens.',
  markRead: 'I have read this',
  markReadHint:
    'Once you mark this as read, the notice above your pages goes away for you; your colleagues still see it.',
  export: 'Export as CSV',
  codes: 'Codes',
  code: 'Code',
  order: 'Order',
  claim: 'Claim',
  open: 'Open the claim',
  noClaim: 'None',
  outcome: 'Outcome',
  outcomes: {
    open: 'Not decided yet',
    ...claimWords.resolutions,
    withdrawn: 'Withdrawn',
  } satisfies Record<NonNullable<RecalledCode['outcome']>, string>,
  noCodes: 'No codes',
  banner: {
    one: (count: number) =>
      `${codes(count)} that you bought ${count === 1 ? 'was' : 'were'} recalled: do not sell ${count === 1 ? 'it' : 'them'}.`,
    many: (recalls: number, count: number) =>
      `${groupDigits(recalls)} recalls concern ${codes(count)} that you bought: do not sell them.`,
    see: 'See which codes',
  },
};
