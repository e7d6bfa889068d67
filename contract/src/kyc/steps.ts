import { type KycItem, kycItems } from './states.ts';

/** The steps of a review, in words that both apps show beside the time. */
export const kycSteps = {
  opened: 'Case opened',
  profile_changed: 'Profile changed',
  document_added: 'Document added',
  document_removed: 'Document removed',
  submitted: 'Submitted',
  item_marked: 'Item checked',
  asked: 'More information requested',
  approved: 'Approved',
  rejected: 'Rejected',
  reopened: 'Reopened',
  expired: 'Approval ended',
} as const;
export type KycStep = keyof typeof kycSteps;

/** An unknown step is shown under its own name. */
export function kycStepText(event: string): string {
  return event in kycSteps ? kycSteps[event as KycStep] : event.replaceAll('_', ' ');
}

/** The text of a step; one about an item names it as people do: `tax: accepted`, or `tax` alone. */
export function kycStepDetail(text: string | null): string | null {
  const [, item = '', rest = ''] = /^([a-z_]+)(: [a-z_]+)?$/.exec(text ?? '') ?? [];
  return item in kycItems ? kycItems[item as KycItem] + rest : text;
}
