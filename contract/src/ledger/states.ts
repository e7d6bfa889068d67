/** The kinds of accounts: the money of partners, and what it comes from and goes to. */
export const ledgerAccountKinds = ['available', 'held', 'sales', 'deposits', 'refunds'] as const;
export type LedgerAccountKind = (typeof ledgerAccountKinds)[number];

/** What moves money. */
export const transferKinds = [
  'order',
  'hold',
  'capture',
  'release',
  'deposit',
  'reversal',
  'refund',
  'return',
  'adjustment',
] as const;
export type TransferKind = (typeof transferKinds)[number];
