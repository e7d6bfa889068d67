import { type KycItem, kycItems } from './states.ts';

/** What can happen in a review, in words that both apps show beside its time. */
export const kycSteps = {
  opened: 'Case opened',
  profile_changed: 'Profile changed',
  document_added: 'Document added',
  document_removed: 'Document removed',
  submitted: 'Submitted',
  item_marked: 'Item checked',
  asked: 'More was asked for',
  approved: 'Approved',
  rejected: 'Rejected',
  reopened: 'Opened again',
  expired: 'Approval ended',
} as const;
export type KycStep = keyof typeof kycSteps;

/** A step that is not known here yet is shown under its own name. */
export function kycStepText(event: string): string {
  return event in kycSteps ? kycSteps[event as KycStep] : event.replaceAll('_', ' ');
}

/** What was said at a step; one about an item names it as people do: `tax: accepted`, or `tax` alone. */
export function kycStepDetail(text: string | null): string | null {
  const [, item = '', rest = ''] = /^([a-z_]+)(: [a-z_]+)?$/.exec(text ?? '') ?? [];
  return item in kycItems ? kycItems[item as KycItem] + rest : text;
}
