import { groupDigits, moneyText } from '@psnb2b/ui';

const businesses = (count: number) =>
  count === 1 ? '1 business owes' : `${groupDigits(count)} businesses owe`;

export const words = {
  title: 'Ageing',
  lead: 'What businesses owe: their live balance below zero, by how late it is. Payments settle the oldest invoice first, so a debt is of what was charged last. Days begin and end in UTC, as on invoices.',
  sums: 'In total',
  lines: 'By business',
  partner: 'Business',
  currency: 'Currency',
  search: 'Part of a name',
  show: 'Show',
  shows: { overdue: 'Only overdue' },
  owed: 'Owes',
  uninvoiced: 'Not invoiced',
  notDue: 'Not due',
  days30: '1–30 days',
  days60: '31–60 days',
  days90: '61–90 days',
  older: 'Over 90 days',
  overdue: 'Overdue',
  oldest: (day: string, count: number) =>
    `${count === 1 ? '1 invoice is overdue, due' : `${groupDigits(count)} invoices are overdue, the oldest due`} on ${day}`,
  creditLimit: (amount: string, currency: string) => `of ${moneyText(amount, currency)} credit`,
  documents: 'Documents',
  documentsOf: (name: string) => `Documents of ${name}`,
  statement: 'Statement',
  statementOf: (name: string) => `Statement of ${name}`,
  owe: (owing: number, overdue: number) =>
    overdue === 0
      ? `${businesses(owing)}.`
      : `${businesses(owing)}; ${groupDigits(overdue)} overdue.`,
  agrees: 'The sums equal the balances below zero in the ledger, to the cent.',
  differs:
    'The sums differ from the balances in the ledger. Do not use them, and run verify on the server.',
  none: 'Nobody owes anything',
  noneHint: 'No live balance is below zero.',
  noneMatches: 'No business matches',
  noneMatchesHint: 'Clear the filters to see everybody who owes something.',
};
