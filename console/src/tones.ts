import type {
  ClaimStatus,
  IncidentStep,
  KeyStatus,
  KycStatus,
  PartnerStatus,
  TicketStatus,
} from '@psnb2b/contract/states';
import type { Tone } from '@psnb2b/ui';

/** The tone of each state: what waits for staff stands out, what is settled does not. */
export const caseTones: Readonly<Record<KycStatus, Tone>> = {
  draft: 'neutral',
  submitted: 'wait',
  needs_info: 'info',
  approved: 'good',
  rejected: 'bad',
  expired: 'wait',
};

export const ticketTones: Readonly<Record<TicketStatus, Tone>> = {
  open: 'wait',
  waiting: 'info',
  closed: 'neutral',
};

export const partnerTones: Readonly<Record<PartnerStatus, Tone>> = {
  new: 'neutral',
  approved: 'good',
  suspended: 'bad',
};

export const keyTones: Readonly<Record<KeyStatus, Tone>> = {
  unseen: 'wait',
  active: 'good',
  expired: 'neutral',
  revoked: 'neutral',
};

export const claimTones: Readonly<Record<ClaimStatus, Tone>> = {
  open: 'wait',
  under_review: 'wait',
  needs_info: 'info',
  approved: 'good',
  rejected: 'bad',
  withdrawn: 'neutral',
};

export const incidentTones: Readonly<Record<IncidentStep, Tone>> = {
  investigating: 'bad',
  identified: 'bad',
  monitoring: 'wait',
  resolved: 'neutral',
};
