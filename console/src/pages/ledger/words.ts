import type { LedgerAccountKind, TransferKind } from '@psnb2b/contract/states';
import { groupDigits } from '@psnb2b/ui';

/** The texts of the ledger. */
export const words = {
  lead: 'Every transfer of money, and what all accounts hold.',
  toAdjustments: 'Adjustments',
  balance: 'Trial balance',
  balanceLead:
    'What moved on each day of the shop, added up. The debits and credits of a currency are equal; “verify” compares them with every posting.',
  balanced: 'Every currency balances, as of',
  balancedUntil: (day: string, zone: string) =>
    `Every currency balances at the end of ${day}, by the days in ${zone}.`,
  notBalanced: 'Debits and credits differ. Run “verify” and stop selling until you know why.',
  account: 'Account',
  accounts: {
    available: 'Partners, available',
    held: 'Partners, on hold',
    deposits: 'Deposits',
    sales: 'Sales',
    refunds: 'Refunds',
  } satisfies Record<LedgerAccountKind, string>,
  number: 'Accounts',
  mode: 'Mode',
  currency: 'Currency',
  debit: 'Debit',
  credit: 'Credit',
  sum: 'Sum',
  difference: 'Difference',
  none: 'No account yet',
  transfers: 'Transfers',
  noTransfers: 'No transfers yet',
  noTransfersHint: 'The first deposit makes the first transfer.',
  kind: 'Kind',
  kinds: {
    order: 'Order',
    hold: 'Hold',
    capture: 'Hold confirmed',
    release: 'Hold released',
    deposit: 'Deposit',
    reversal: 'Deposit taken back',
    refund: 'Refund',
    return: 'Return',
    adjustment: 'Adjustment',
  } satisfies Record<TransferKind, string>,
  partner: 'Business',
  amount: 'Amount',
  way: 'From → to',
  at: 'Time',
  from: 'From',
  to: 'To',
};

/** The texts of adjustments. */
export const adjustmentWords = {
  title: 'Adjustments',
  lead: 'Corrections of balances that are no payments. One person proposes, a second admin agrees.',
  propose: 'Propose an adjustment',
  proposed: 'It waits for a second admin, who was notified.',
  waiting: (count: number) =>
    count === 1
      ? '1 adjustment waits for a second admin'
      : `${groupDigits(count)} adjustments wait for a second admin`,
  see: 'See proposals',
  business: 'Business',
  direction: 'What to do',
  directions: { add: 'Add to the balance', take: 'Take from the balance' },
  amount: 'Amount',
  amountHint: 'In the currency of the business. Larger sums are payments: record them as deposits.',
  reason: 'Reason (the business reads this)',
  submit: 'Propose',
  proposedBy: 'Proposed by',
  agreedBy: 'Agreed by',
  at: 'Time',
  none: 'No adjustments yet',
  noneHint: 'A payment that was credited wrongly is reversed under Deposits instead.',
};
