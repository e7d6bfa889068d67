import type { Tone } from '../value/StatusBadge.tsx';

type Status = 'open' | 'under_review' | 'needs_info' | 'approved' | 'rejected' | 'withdrawn';
type Resolution = 'replaced' | 'refunded' | 'rejected';

/** The tone of each state of a claim, on both sides; each app has its own words. */
export const claimTones: Readonly<Record<Status, Tone>> = {
  open: 'info',
  under_review: 'info',
  needs_info: 'wait',
  approved: 'good',
  rejected: 'bad',
  withdrawn: 'neutral',
};

export const resolutionTones: Readonly<Record<Resolution, Tone>> = {
  replaced: 'good',
  refunded: 'good',
  rejected: 'bad',
};
