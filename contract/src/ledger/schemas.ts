import { type Static, Type } from 'typebox';
import { currency, Mode, money, nullable, time } from '../kit/primitives.ts';
import { exportQuery, listOf, listQuery, oneOf } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { ledgerAccountKinds, transferKinds } from './states.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

const TrialBalanceRow = Type.Object(
  {
    currency: currency('Its currency.'),
    account: oneOf(
      ledgerAccountKinds,
      '`available` and `held`: the money of all partners. `sales`, `deposits`, `refunds`: the accounts of the operator.',
    ),
    accounts: count('How many accounts of this kind there are.'),
    debit: money('What they have paid out more than they took in; 0 otherwise.'),
    credit: money('What they have taken in more than they paid out; 0 otherwise.'),
  },
  { title: 'TrialBalanceRow', description: 'All accounts of one kind and currency.' },
);
export type TrialBalanceRow = Static<typeof TrialBalanceRow>;
const TrialBalanceSum = Type.Object(
  {
    currency: currency('Its currency.'),
    debit: money('All debits.'),
    credit: money('All credits.'),
    difference: money('Credits minus debits: zero if every transfer was posted whole.'),
  },
  { title: 'TrialBalanceSum', description: 'The sum over one currency.' },
);
export const TrialBalance = Type.Object(
  {
    object: Type.Literal('trial_balance'),
    mode: Mode,
    as_of: time('Every transfer before this moment is counted.'),
    day: nullable(
      Type.String({
        format: 'date',
        description: 'The last day that is counted; null: until now.',
      }),
    ),
    zone: Type.String({ description: 'The time zone of its days.' }),
    balanced: Type.Boolean({ description: 'Whether every difference is zero.' }),
    rows: Type.Array(TrialBalanceRow),
    sums: Type.Array(TrialBalanceSum),
  },
  { title: 'TrialBalance', description: 'Every account of the ledger, by kind.' },
);
export type TrialBalance = Static<typeof TrialBalance>;
export const TrialBalanceQuery = Type.Object(
  {
    day: Type.Optional(
      Type.String({
        format: 'date',
        description: "The last of the shop's days to count; by default all until now.",
      }),
    ),
    mode: Type.Optional(
      Type.Enum(['live', 'test'], { type: 'string', default: 'live', description: 'Which money.' }),
    ),
  },
  { additionalProperties: false },
);

export const LedgerTransfer = Type.Object(
  {
    object: Type.Literal('transfer'),
    number: Type.Integer({ minimum: 1, description: 'Its number in the ledger.' }),
    at: time('When it was posted.'),
    kind: oneOf(transferKinds, 'What moved the money.'),
    amount: money('How much.'),
    currency: currency('Its currency.'),
    mode: Mode,
    from: oneOf(ledgerAccountKinds, 'The account that it left.'),
    to: oneOf(ledgerAccountKinds, 'The account that it went to.'),
    partner: Type.Union([PartnerRef, Type.Null()], {
      description: 'The business whose money it was.',
    }),
    about_id: nullable(Type.String({ description: 'The order, code or deposit that it was for.' })),
  },
  { title: 'LedgerTransfer', description: 'Money that went from one account to another.' },
);
export type LedgerTransfer = Static<typeof LedgerTransfer>;
export const LedgerTransferList = listOf(
  'LedgerTransferList',
  'Transfers, newest first.',
  LedgerTransfer,
);
const filters = {
  kind: Type.Optional(oneOf(transferKinds, 'Only of this kind.')),
  mode: Type.Optional(
    Type.Enum(['live', 'test'], {
      type: 'string',
      default: 'live',
      description: 'Real money, or test money.',
    }),
  ),
  partner_id: Type.Optional(Type.String({ maxLength: 60, description: 'Only of this partner.' })),
  created_from: Type.Optional(time('Only those posted from this moment on.')),
  created_before: Type.Optional(time('Only those posted before this moment.')),
};
export const LedgerTransferQuery = listQuery(filters);
export const LedgerTransferFilters = exportQuery(filters);
/** A line of the CSV of transfers. */
export type LedgerTransferCsvLine = Omit<LedgerTransfer, 'object' | 'partner' | 'amount'> & {
  readonly partner_id: string | null;
  readonly partner: string | null;
  readonly amount: unknown;
};
/** Its columns, in this order. */
export const ledgerTransferCsvColumns = [
  'number',
  'at',
  'kind',
  'amount',
  'currency',
  'mode',
  'from',
  'to',
  'partner_id',
  'partner',
  'about_id',
] as const satisfies readonly (keyof LedgerTransferCsvLine)[];
