import { portalPages } from '@psnb2b/contract';
import { dayText } from '../../kit/day-text.ts';
import { formatMoney } from '../../kit/money.ts';
import type { Kind } from '../kind.ts';

interface Issued {
  /** `2026-11`. */
  readonly month: string;
  readonly documents: readonly {
    readonly kind: 'invoice' | 'credit_note';
    readonly number: string;
    /** Minor units. */
    readonly total: number;
  }[];
  readonly currency: string;
}

interface Overdue {
  readonly number: string;
  /** `2026-12-15`. */
  readonly dueOn: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
}

/** Notifications of a business about its invoices and credit notes. */
export const documentKinds = {
  'documents.issued': {
    to: { partner: ['owner', 'finance'] },
    email: true,
    page: () => portalPages.documents,
    sentence: ({ month, documents }: Issued) => {
      const invoice = documents.find(({ kind }) => kind === 'invoice');
      const credits = documents.length - (invoice ? 1 : 0);
      const notes = credits === 1 ? 'a credit note' : `${credits} credit notes`;
      const what = [invoice && 'an invoice', credits > 0 && notes].filter(Boolean).join(' and ');
      return `For ${monthName(month)} you have ${what}.`;
    },
    more: ({ documents, currency }: Issued) =>
      documents
        .map(({ number, total }) => `${number}: ${formatMoney(total, currency)} ${currency}`)
        .join('\n'),
  },
  'document.overdue': {
    to: { partner: ['owner', 'finance'] },
    email: true,
    page: () => portalPages.documents,
    sentence: ({ number, dueOn, amount, currency }: Overdue) =>
      `Invoice ${number} was due on ${dayText(dueOn, 'long')}, and ${formatMoney(amount, currency)} ${currency} of it is not paid.`,
    more: () =>
      'Your balance is below zero. A deposit pays the oldest invoice first. If you have paid already, the deposit is credited as soon as it arrives.',
  },
} as const satisfies Record<string, Kind>;

function monthName(month: string): string {
  const format = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(`${month}-01T00:00:00Z`));
}
