import type { Can } from '../kit/can.ts';

export const claimStatuses = [
  'open',
  'under_review',
  'needs_info',
  'approved',
  'rejected',
  'withdrawn',
] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/**
 * Every transition of a claim. A decision on an open claim, or on one in `needs_info`, passes through `under_review` in the same
 * commit; each transition is recorded and emitted.
 */
export const claimTransitions = {
  open: ['under_review', 'withdrawn'],
  under_review: ['needs_info', 'approved', 'rejected', 'withdrawn'],
  needs_info: ['under_review', 'withdrawn'],
  approved: [],
  rejected: [],
  withdrawn: [],
} as const satisfies Record<ClaimStatus, readonly ClaimStatus[]>;

export const claimReasons = ['invalid', 'wrong_region', 'failed', 'already_redeemed'] as const;
export type ClaimReason = (typeof claimReasons)[number];

export const claimPriorities = ['high', 'normal'] as const;
export type ClaimPriority = (typeof claimPriorities)[number];

/** The outcome of one code of a claim. */
export const claimResolutions = ['replaced', 'refunded', 'rejected'] as const;
export type ClaimResolution = (typeof claimResolutions)[number];

/** Who opened a claim: the partner, a member of staff for it, or the recall of the code's lot. */
export const claimOrigins = ['partner', 'staff', 'recall'] as const;
export type ClaimOrigin = (typeof claimOrigins)[number];

/** Whether a claim may go from one state to the other in one transition. */
export function canClaimTransition(from: ClaimStatus, to: ClaimStatus): boolean {
  const allowed: readonly ClaimStatus[] = claimTransitions[from];
  return allowed.includes(to);
}

/** The states that a claim passes on its way, including the last; null if there is no way. */
export function claimPath(from: ClaimStatus, to: ClaimStatus): readonly ClaimStatus[] | null {
  if (canClaimTransition(from, to)) return [to];
  const passes = canClaimTransition(from, 'under_review') && canClaimTransition('under_review', to);
  return passes ? ['under_review', to] : null;
}

/** Whether no transition leaves this state. */
export function isClaimFinal(status: ClaimStatus): boolean {
  return claimTransitions[status].length === 0;
}

function unlessFinal({ status }: { status: ClaimStatus }): Can {
  return isClaimFinal(status) ? { can: false, reason: 'invalid_state' } : { can: true };
}

/** What may be done with a claim in its state, and the code of the refusal otherwise. */
export const claimCan = {
  withdraw: unlessFinal,
  addMessage: unlessFinal,
  addEvidence: unlessFinal,
  decide: unlessFinal,
  askForInfo({ status }: { status: ClaimStatus }): Can {
    const can = status !== 'needs_info' && claimPath(status, 'needs_info') !== null;
    return can ? { can } : { can, reason: 'invalid_state' };
  },
  startReview({ status }: { status: ClaimStatus }): Can {
    return status === 'open' ? { can: true } : { can: false, reason: 'invalid_state' };
  },
};

export interface EvidenceItem {
  item: string;
  /** What to send, in one sentence. */
  detail: string;
}

const errorScreenshot: EvidenceItem = {
  item: 'error_screenshot',
  detail: 'A screenshot or the exact text of what the store answered when the code was entered.',
};
const attemptTime: EvidenceItem = {
  item: 'attempt_time',
  detail: 'When the code was entered, with the time zone.',
};
const storeRegion: EvidenceItem = {
  item: 'store_region',
  detail: 'The country of the store in which it was entered.',
};

/**
 * The evidence that settles a claim soonest, by its reason. Never a player's password, account name or sign-in e-mail: anybody
 * who asks for one is not us.
 */
export const claimEvidence: Readonly<Record<ClaimReason, readonly EvidenceItem[]>> = {
  invalid: [errorScreenshot, attemptTime, storeRegion],
  wrong_region: [errorScreenshot, storeRegion],
  failed: [
    {
      item: 'received_text',
      detail: 'What your system received, with the code itself blacked out except for its length.',
    },
    { item: 'request_id', detail: 'The X-Request-Id of the reply in question.' },
  ],
  already_redeemed: [
    errorScreenshot,
    attemptTime,
    {
      item: 'sale_record',
      detail: 'When you handed the code to your customer, and your own number of that sale.',
    },
    { item: 'customer_report', detail: 'What your customer reported, and when.' },
  ],
};

/** The items of all checklists. */
export const claimEvidenceItems: readonly string[] = [
  ...new Set(claimReasons.flatMap((reason) => claimEvidence[reason].map(({ item }) => item))),
];
