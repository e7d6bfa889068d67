import { consolePages, portalPages } from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import type { Kind } from '../kind.ts';
import { minuteOf } from '../minute-of.ts';

const OWNERS = ['owner'] as const;
const MONEY = ['owner', 'finance'] as const;

/** The terms of a business by their names, and which of them are money. */
const TERMS = {
  creditLimit: 'credit limit',
  invoiceLimit: 'invoice limit',
  approvalLimit: 'amount above which an order needs our approval',
  holdSecondsMax: 'longest hold, in seconds',
  holdsOpenMax: 'holds open at once',
  lowBalance: 'low balance warning',
  requestsPerMinute: 'requests a minute',
  ordersPerMinute: 'orders a minute',
  paymentDays: 'days until an invoice is due',
} as const;
const AMOUNTS: readonly string[] = ['creditLimit', 'invoiceLimit', 'approvalLimit', 'lowBalance'];

export type TermName = keyof typeof TERMS;
export const termNames: readonly TermName[] = Object.keys(TERMS) as TermName[];

/** One term with its value before and after; money in minor units. */
export interface TermChange {
  readonly name: TermName;
  readonly before: number | null;
  readonly after: number | null;
}

/** Returns what changed in one line: `credit limit: 5.00 → 6.00; orders a minute: none → 60`. */
export function termChanges(changes: readonly TermChange[], currency: string): string {
  const show = (name: TermName, value: number | null) =>
    value === null ? 'none' : AMOUNTS.includes(name) ? formatMoney(value, currency) : value;
  return changes
    .map(
      ({ name, before, after }) => `${TERMS[name]}: ${show(name, before)} → ${show(name, after)}`,
    )
    .join('; ');
}

const business = () => portalPages.business;

/** Notifications of a business about itself, and of staff about a business. */
export const partnerKinds = {
  'partner.suspended': {
    to: { partner: OWNERS },
    email: true,
    page: () => portalPages.tickets,
    sentence: () => 'Your business was suspended, and its API keys are refused.',
    more: ({ reason }: { readonly reason: string }) => reason,
  },
  'partner.resumed': {
    to: { partner: OWNERS },
    email: true,
    page: () => portalPages.home,
    sentence: () => 'Your business is no longer suspended, and its API keys work again.',
  },
  'partner.terms_changed': {
    to: { partner: MONEY },
    email: true,
    page: business,
    sentence: () => 'The terms of your business were changed.',
    more: ({
      changes,
      currency,
    }: {
      readonly changes: readonly TermChange[];
      readonly currency: string;
    }) => `${termChanges(changes, currency)}.`,
  },
  'partner.tier_set': {
    to: { partner: MONEY },
    email: false,
    page: () => portalPages.balance,
    sentence: ({ tier, until }: { readonly tier: string; readonly until: Date }) =>
      `Our staff set your price tier to ${tier} until ${minuteOf(until)}.`,
  },
  'partner.tier_ended': {
    to: { partner: MONEY },
    email: false,
    page: () => portalPages.balance,
    sentence: ({ tier }: { readonly tier: string }) =>
      `Your volume decides your price tier again${tier === '' ? '' : `: ${tier}`}.`,
  },
  /** A business that staff created. */
  'partner.invited': {
    to: { staff: ['admin', 'finance', 'support'] },
    email: false,
    page: ({ partnerId }: { readonly partnerId: string }) =>
      consolePages.partner(formatId('prt', partnerId)),
    sentence: ({ name, invitedBy }: { readonly name: string; readonly invitedBy: string }) =>
      `${invitedBy} created the business ${name} and invited its owner.`,
  },
  'public_key.changed': {
    to: { partner: OWNERS },
    email: true,
    page: () => portalPages.publicKey,
    sentence: ({ isSealed }: { readonly isSealed: boolean }) =>
      isSealed
        ? 'The codes of your business are now sealed for a new public key.'
        : 'The codes of your business are no longer sealed for a public key.',
    more: () =>
      'If nobody at your business did this, register the correct key again and change the passwords of everybody who may.',
  },
  'kyc.submitted': {
    to: { staff: ['admin', 'support'] },
    email: false,
    page: ({ caseId }: { readonly caseId: string }) => consolePages.review(formatId('kyc', caseId)),
    sentence: ({ business: name }: { readonly business: string }) =>
      `${name} submitted its review.`,
  },
  'kyc.asked': {
    to: { partner: MONEY },
    email: true,
    page: business,
    sentence: () => 'Your review needs more information.',
    more: ({ message }: { readonly message: string }) => message,
  },
  'kyc.approved': {
    to: { partner: MONEY },
    email: true,
    page: business,
    sentence: () => 'Your business was approved.',
  },
  'kyc.rejected': {
    to: { partner: MONEY },
    email: true,
    page: business,
    sentence: () => 'Your business was rejected.',
    more: ({ reason }: { readonly reason: string }) => reason,
  },
  'kyc.reopened': {
    to: { partner: MONEY },
    email: true,
    page: business,
    sentence: () => 'The review of your business was reopened.',
    more: ({ reason }: { readonly reason: string }) => reason,
  },
  'kyc.ending': {
    to: { partner: MONEY },
    email: true,
    page: business,
    sentence: ({ days, validUntil }: { readonly days: number; readonly validUntil: Date }) =>
      `The approval of your business ends in ${days === 1 ? 'a day' : `${days} days`}, on ${dayOf(validUntil)}: ask support for a new review.`,
  },
  'kyc.ending_for_staff': {
    to: { staff: ['admin', 'support'] },
    email: false,
    page: ({ caseId }: { readonly caseId: string }) => consolePages.review(formatId('kyc', caseId)),
    sentence: ({
      business: name,
      validUntil,
    }: {
      readonly business: string;
      readonly validUntil: Date;
    }) => `The approval of ${name} ends on ${dayOf(validUntil)}.`,
  },
  'kyc.expired': {
    to: { partner: MONEY },
    email: true,
    page: business,
    sentence: () => 'The approval of your business has expired: submit your review again.',
  },
} as const satisfies Record<string, Kind>;

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
