import type { TransactionType } from '@psnb2b/contract';
import { groupDigits } from '@psnb2b/ui';

/** The texts of the statement of a business. */
export const statementWords = {
  title: 'Statement',
  lead: 'Every change of the balance of a business, as its own people see it in the portal.',
  business: 'Business',
  sums: 'Sums of what is shown',
  opening: 'Balance before',
  in: 'Came in',
  out: 'Went out',
  closing: 'Balance after',
  what: 'What',
  when: 'Time',
  amount: 'Amount',
  after: 'Balance after',
  search: 'A reference, or an id',
  from: 'From',
  to: 'To',
  month: 'Month',
  type: 'Type',
  types: {
    order: 'Order',
    deposit: 'Deposit',
    reversal: 'Deposit taken back',
    refund: 'Refund',
    return: 'Return',
    adjustment: 'Adjustment',
  } satisfies Record<TransactionType, string>,
  about: (type: string, quantity: number | null, sku: string | null) =>
    quantity === null || sku === null ? type : `${type}: ${groupDigits(quantity)} × ${sku}`,
  none: 'No transactions yet',
  noneHint: 'Deposits, paid orders, refunds and returns appear here.',
  utc: 'Months and days are counted in UTC. Money on hold is part of the balance until its order is delivered or ends.',
};
