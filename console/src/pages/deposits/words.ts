import type { DepositMethodName, DepositStatus } from '@psnb2b/contract/states';
import { depositStatuses, groupDigits, type Tone } from '@psnb2b/ui';
import { some } from '../../some.ts';

export const words = {
  lead: 'Payments of partners, from when they are first seen. One payment is credited once.',
  list: 'Deposits',
  status: 'State',
  statuses: depositStatuses satisfies Record<DepositStatus, string>,
  waiting: 'Waiting',
  reference: 'Reference',
  search: 'Part of a reference',
  method: 'Paid by',
  methods: {
    bank_transfer: 'Bank transfer',
    digital_asset: 'Digital asset',
    other: 'Entered by hand',
  } satisfies Record<DepositMethodName, string>,
  partner: 'Partner',
  sent: 'Arrived',
  amount: 'Credited',
  open: 'not known yet',
  confirmed: (so: number, needed: number) =>
    `${groupDigits(so)} of ${groupDigits(needed)} confirmations`,
  seen: 'Seen',
  by: (name: string) => `by ${name}`,
  none: 'No payments wait',
  noneHint: 'Record a payment as soon as you see it: its partner sees it, too.',
  toMethods: 'Deposit methods',
  record: 'Record a payment',
  recorded: 'The payment is recorded.',
  choosePartner: 'Choose the partner.',
  chooseMethod: 'Choose how it was paid.',
  methodHint: 'Only methods that a second person confirmed.',
  referenceHint:
    "The bank's id of the payment. For a digital asset: the id of the transaction, a colon, and the number of the output or log entry.",
  sentAmount: 'Arrived',
  sentHint: 'In the currency or asset of the method.',
  toCredit: 'To credit',
  toCreditHint:
    "In the partner's currency. Leave it empty if it is what arrived, or not known yet.",
  toCreditSame: 'Leave it empty: what arrived is credited.',
  toCreditOther: (sent: string, own: string) =>
    `${sent} arrives, and this partner's balance is in ${own}: say how much ${own} is credited, or leave it empty until that is known.`,
  repeated: (partner: string, sum: string, status: string) =>
    `This payment is recorded already: ${sum} of ${partner}, ${status.toLowerCase()}. Nothing was changed. If you mean another payment, correct the reference.`,
  confirmations: 'Confirmations so far',
  update: 'Update',
  updated: 'The payment is updated.',
  credit: 'Credit',
  creditOf: (partner: string) => `Credit a payment of ${partner}`,
  creditLead:
    'What you both state and credit counts against what one person may give alone. If you state another amount, it is yours.',
  credited: 'The payment is credited.',
  review: 'Review',
  reviewSays: 'It is not credited until somebody decides. The partner gets your reason by e-mail.',
  reviewed: 'The payment is in review.',
  reject: 'Reject',
  rejectSays: 'It is not credited. The partner gets your reason by e-mail.',
  rejected: 'The payment is rejected.',
  reverse: 'Take back',
  reverseSays: (partner: string, amount: string, after: string) =>
    `A counter entry takes ${amount} from the balance of ${partner}, even if it is spent: the balance is ${after} then. More than you may take back alone waits for a second admin. The partner gets your reason by e-mail.`,
  belowZero: 'A balance below zero buys nothing until it is paid.',
  reversalWaits: 'To be taken back: waits for a second admin',
  reversed: 'The payment is taken back.',
  reason: 'Reason, as the partner reads it',
};

/** The texts of acts on several payments. */
export const manyWords = {
  not: 'It does not wait for this.',
  unknown: 'What to credit is not known yet: open “Update”.',
  credit: words.credit,
  creditSays: (count: number, sums: string) =>
    `${some(count, 'payment')} with ${sums} in all. Each is credited as it is listed, and its partner can spend it at once.`,
  creditCount: (count: number) => `Credit ${some(count, 'payment')}`,
  credited: 'Credited.',
  review: words.review,
  reviewSays: (count: number) =>
    `${some(count, 'payment is', 'payments are')} not credited until somebody decides. Each partner gets your reason by e-mail.`,
  reviewCount: (count: number) => `Put ${some(count, 'payment')} in review`,
  reviewed: 'In review.',
  reject: words.reject,
  rejectSays: (count: number) =>
    `${some(count, 'payment is', 'payments are')} not credited. Each partner gets your reason by e-mail.`,
  rejectCount: (count: number) => `Reject ${some(count, 'payment')}`,
  rejected: 'Rejected.',
  reason: words.reason,
};

export const depositTones: Readonly<Record<DepositStatus, Tone>> = {
  seen: 'wait',
  confirming: 'info',
  credited: 'good',
  in_review: 'wait',
  rejected: 'neutral',
  reversed: 'bad',
};
