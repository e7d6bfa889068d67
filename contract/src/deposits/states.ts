/**
 * `seen`: it is on its way. `confirming`: its network confirms it. `credited`: it is on the balance. `in_review`: a person looks at it.
 * `rejected`: it is not credited. `reversed`: it was credited, and was taken back.
 */
export const depositStatuses = [
  'seen',
  'confirming',
  'credited',
  'in_review',
  'rejected',
  'reversed',
] as const;
export type DepositStatus = (typeof depositStatuses)[number];

/** From which state a deposit can come into which. A mistaken rejection goes back into review. */
export const depositTransitions = {
  seen: ['confirming', 'credited', 'in_review', 'rejected'],
  confirming: ['credited', 'in_review', 'rejected'],
  in_review: ['credited', 'rejected'],
  rejected: ['in_review'],
  credited: ['reversed'],
  reversed: [],
} as const satisfies Record<DepositStatus, readonly DepositStatus[]>;

/** Those that wait for something. */
export const depositsWaiting = ['seen', 'confirming', 'in_review'] as const;

/** `other`: entered by hand, without a deposit method. */
export const depositMethodNames = ['bank_transfer', 'digital_asset', 'other'] as const;
export type DepositMethodName = (typeof depositMethodNames)[number];
