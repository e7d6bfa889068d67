import type { Can } from '../kit/can.ts';

/**
 * The review of a business. `draft`: being filled in. `submitted`: waits for staff. `needs_info`: staff requested more.
 * `expired`: an approval has expired and must be renewed.
 */
export const kycStatuses = [
  'draft',
  'submitted',
  'needs_info',
  'approved',
  'rejected',
  'expired',
] as const;
export type KycStatus = (typeof kycStatuses)[number];

export const kycTransitions = {
  draft: ['submitted'],
  submitted: ['needs_info', 'approved', 'rejected'],
  needs_info: ['submitted'],
  approved: ['needs_info', 'expired'],
  rejected: ['needs_info'],
  expired: ['submitted', 'needs_info'],
} as const satisfies Record<KycStatus, readonly KycStatus[]>;

/** The items of the checklist; the first two are parts of the profile, the others documents. */
export const kycItems = {
  profile: 'Company data',
  owners: 'Owners and representative',
  registration: 'Company registration',
  identity: 'Identity of the representative',
  address: 'Proof of address',
  tax: 'Tax certificate',
  source_of_funds: 'Source of funds',
  other: 'Other document',
} as const;
export type KycItem = keyof typeof kycItems;
export const kycItemNames: readonly KycItem[] = Object.keys(kycItems) as KycItem[];
export const kycDocumentKinds = kycItemNames.filter(
  (item) => item !== 'profile' && item !== 'owners',
);
export type KycDocumentKind = (typeof kycDocumentKinds)[number];
/** Without these no case can be submitted; staff may request more. */
export const kycItemsRequired: readonly KycItem[] = [
  'profile',
  'owners',
  'registration',
  'identity',
];

/** The parts of a profile that each item depends on: when one changes, the acceptance of the item becomes void. */
export const kycItemRestsOn = {
  profile: [
    'legal_name',
    'trading_name',
    'registration_number',
    'tax_id',
    'website',
    'address',
    'sells_to',
    'monthly_volume',
  ],
  owners: ['owners', 'representative'],
  registration: ['legal_name', 'registration_number'],
  identity: ['owners', 'representative'],
  address: ['legal_name', 'address'],
  tax: ['legal_name', 'tax_id'],
  source_of_funds: ['owners', 'monthly_volume'],
  other: [],
} as const satisfies Record<KycItem, readonly string[]>;

export const kycItemStates = ['missing', 'given', 'accepted', 'asked'] as const;
export type KycItemState = (typeof kycItemStates)[number];

/** An item of a checklist, as far as decisions depend on it. */
export interface ChecklistState {
  readonly item: KycItem;
  readonly required: boolean;
  readonly state: KycItemState;
}

/** What prevents the approval of a case: a required item that no reviewer has ticked, or a requested one. */
export function unacceptedItems(checklist: readonly ChecklistState[]): KycItem[] {
  return checklist
    .filter(({ state, required }) => state === 'asked' || (required && state !== 'accepted'))
    .map(({ item }) => item);
}

type Case = { status: KycStatus };
const yes: Can = { can: true };
const no: Can = { can: false, reason: 'invalid_state' };
const when =
  (...statuses: readonly KycStatus[]) =>
  ({ status }: Case): Can =>
    statuses.includes(status) ? yes : no;

/** What can be done with a case in its state. */
export const kycCan = {
  edit: when('draft', 'needs_info', 'expired'),
  /** `missing`: required or requested items that are missing. */
  submit(each: Case & { missing: readonly string[] }): Can {
    const allowed = kycCan.edit(each);
    if (!allowed.can) return allowed;
    return each.missing.length === 0 ? yes : { can: false, reason: 'case_incomplete' };
  },
  /** Tick an item of the checklist. */
  mark: when('submitted'),
  askForMore: when('submitted'),
  approve(each: Case & { checklist: readonly ChecklistState[] }): Can {
    const allowed = when('submitted')(each);
    if (!allowed.can) return allowed;
    return unacceptedItems(each.checklist).length === 0
      ? yes
      : { can: false, reason: 'case_incomplete' };
  },
  reject: when('submitted'),
  /** Staff reopen a decided case: an approval stays valid until the new decision. */
  reopen: when('approved', 'rejected', 'expired'),
};
