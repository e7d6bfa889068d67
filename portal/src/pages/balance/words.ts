import type { Transaction, TransactionType } from '@psnb2b/contract';

export const words = {
  title: 'Statement',
  lead: 'What you can spend, and every change of your balance.',
  now: 'Now',
  sums: (month: string | undefined) => (month === undefined ? 'All time' : monthName(month)),
  onAccount: 'Balance',
  credit: 'Credit limit',
  opening: 'Balance before',
  in: 'Came in',
  out: 'Went out',
  closing: (month: string | undefined) => (month === undefined ? 'Balance now' : 'Balance after'),
  utc: 'Months are counted in UTC. Money on hold is part of the balance until its order is delivered or ends.',
  when: 'Time',
  what: 'What',
  amount: 'Amount',
  after: 'Balance after',
  month: 'Month',
  type: 'Type',
  types: {
    order: 'Orders',
    deposit: 'Deposits',
    reversal: 'Deposits taken back',
    refund: 'Refunds',
    return: 'Returns',
    adjustment: 'Test money',
  } satisfies Record<TransactionType, string>,
  export: 'Download CSV',
  none: 'No transactions yet',
  noneHint:
    'Deposits, paid orders, refunds and returns appear here as soon as they change your balance.',
  whole: { deposit: 'Deposit', reversal: 'Deposit taken back', adjustment: 'Test balance set' },
  about: {
    order: (what: string) => `Order of ${what}`,
    refund: (what: string) => `Refund of ${what}`,
    return: (what: string) => `Return of ${what}`,
  },
  codes: ({ quantity, sku }: Transaction) =>
    quantity === 1 ? `a code, ${sku}` : `${quantity} codes, ${sku}`,
};

const MONTHS_SHOWN = 24;

/** The months that can be chosen, newest first: `2026-11` and its name. */
export function monthsUntil(now: Date): Readonly<Record<string, string>> {
  const months = Array.from({ length: MONTHS_SHOWN }, (_, ago) => {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago));
    const month = first.toISOString().slice(0, 'YYYY-MM'.length);
    return [month, monthName(month)] as const;
  });
  return Object.fromEntries(months);
}

function monthName(month: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
}
