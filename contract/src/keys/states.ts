import type { Can } from '../kit/can.ts';

/** `unseen`: issued by staff and not revealed yet: only the partner can reveal it, once. */
export const keyStatuses = ['unseen', 'active', 'expired', 'revoked'] as const;
export type KeyStatus = (typeof keyStatuses)[number];

type Key = { status: KeyStatus };
const yes: Can = { can: true };
const no: Can = { can: false, reason: 'invalid_state' };
const usable = ({ status }: Key): Can => (status === 'unseen' || status === 'active' ? yes : no);

export const keyCan = {
  reveal: ({ status }: Key): Can => (status === 'unseen' ? yes : no),
  name: usable,
  restrict: usable,
  rotate: usable,
  revoke: usable,
};

export const partnerStatuses = ['new', 'approved', 'suspended'] as const;
export type PartnerStatus = (typeof partnerStatuses)[number];

export const partnerCan = {
  suspend: ({ status }: { status: PartnerStatus }): Can => (status === 'suspended' ? no : yes),
  resume: ({ status }: { status: PartnerStatus }): Can => (status === 'suspended' ? yes : no),
  /** Live keys are for approved businesses; everybody may have test keys from the first minute. */
  issueLiveKey({ status }: { status: PartnerStatus }): Can {
    switch (status) {
      case 'approved':
        return yes;
      case 'new':
        return { can: false, reason: 'partner_not_approved' };
      case 'suspended':
        return { can: false, reason: 'partner_suspended' };
      default:
        return status satisfies never;
    }
  },
  issueTestKey: ({ status }: { status: PartnerStatus }): Can =>
    status === 'suspended' ? { can: false, reason: 'partner_suspended' } : yes,
};
