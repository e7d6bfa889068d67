import type { WaitingPartner } from '@psnb2b/contract';
import { groupDigits } from '@psnb2b/ui';

export const words = {
  title: 'Documents',
  lead: 'One invoice per partner and month over the orders that were delivered, and credit notes for refunds and returns. They are issued automatically, an hour after a month has ended (UTC), and agree with the ledger to the cent.',
  number: 'Number',
  search: 'Part of a number',
  partner: 'Partner',
  kind: 'Kind',
  kinds: { invoice: 'Invoice', credit_note: 'Credit note' },
  month: 'Month',
  year: 'Year',
  issuedAt: 'Date',
  due: 'Due on',
  toAgeing: 'Ageing',
  tax: 'Tax',
  total: 'Total',
  corrects: (invoice: string) => `corrects ${invoice}`,
  zip: (year: string) => `All of ${year} as ZIP`,
  fileOf: (form: string, number: string) => `${form} of ${number}`,
  none: 'No documents yet',
  noneHint: 'The first are issued when the first month with orders has ended.',
  waiting: 'Waiting',
  waitingLead: (month: string) =>
    `Documents of months up to ${month} that cannot be issued yet. They follow automatically, in order, once nothing is missing.`,
  since: 'Waits since',
  waitsFor: 'Waits for',
  reasons: {
    company: 'the registered name and address of the shop, on the page Company',
    address: 'a registered name and an address in the profile of the partner',
    letters:
      'a name and an address in Latin, Greek or Cyrillic letters, because documents cannot print others',
  } satisfies Record<WaitingPartner['waits_for'], string>,
  issue: 'Issue what is due',
  issueSays:
    'Every month that has ended and has no documents gets them now. An issued document cannot be changed or deleted.',
  issued: (count: number) =>
    count === 0
      ? 'Nothing was due.'
      : `${groupDigits(count)} ${count === 1 ? 'document' : 'documents'} issued.`,
  more: 'The rest is issued within the hour.',
};
