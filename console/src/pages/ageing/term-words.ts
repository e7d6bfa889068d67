import { groupDigits } from '@psnb2b/ui';

export const termWords = {
  invoices: 'Invoices',
  term: 'Payment term',
  termOf: (days: number) =>
    days === 0
      ? 'Due on the date of the invoice'
      : days === 1
        ? '1 day'
        : `${groupDigits(days)} days`,
  shopTerm: 'as for all businesses',
  ownTerm: 'agreed with this business',
  change: 'Change',
  changeTerm: 'Change the payment term',
  days: 'Days from the date of an invoice until it is due',
  daysHint: 'Invoices that were issued keep their day.',
  ownDaysHint: (days: number) =>
    `Empty: as for all businesses, ${groupDigits(days)} days. Invoices that were issued keep their day.`,
  reason: 'Reason',
  changed: 'The payment term was changed.',
};
