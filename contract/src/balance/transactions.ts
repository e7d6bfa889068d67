import { type Static, Type } from 'typebox';
import { currency, id, money, nullable, repeatable, time } from '../kit/primitives.ts';
import {
  countedListOf,
  exportQuery,
  listOf,
  listQuery,
  oneOf,
  searchQuery,
} from '../kit/shapes.ts';

export const transactionTypes = [
  'order',
  'deposit',
  'reversal',
  'refund',
  'return',
  'adjustment',
] as const;
export type TransactionType = (typeof transactionTypes)[number];

export const Transaction = Type.Object(
  {
    object: Type.Literal('transaction'),
    sequence: Type.Integer({
      minimum: 1,
      description: 'Number of the transaction. Later ones have higher numbers, with gaps.',
    }),
    type: oneOf(
      transactionTypes,
      '`order`: an order was paid, from the balance or from money on hold. `deposit`: money came in. `reversal`: a deposit was taken ' +
        'back. `refund`: a claim was approved. `return`: an unread code was returned. `adjustment`: our staff corrected the balance, or the test balance was set.',
    ),
    amount: money('How the balance changed; negative if money went out.'),
    balance_after: money('The balance afterwards, including money on hold, without credit.'),
    currency: currency('Currency of both amounts.'),
    order_id: nullable(id('ord', 'The order that was paid, or of which a code was refunded.')),
    code_id: nullable(id('cod', 'The code that was refunded or returned.')),
    deposit_id: nullable(id('dep', 'The deposit that came in or was taken back.')),
    sku: nullable(Type.String({ description: 'The product of the order.' })),
    quantity: Type.Unsafe<number | null>({
      type: ['integer', 'null'],
      description: 'How many codes it is about; null for deposits and adjustments.',
    }),
    reference: nullable(
      Type.String({ description: 'Your reference of the order, or the reference of the deposit.' }),
    ),
    created_at: time('When the balance changed.'),
  },
  { title: 'Transaction', description: 'One change of the balance.' },
);
export type Transaction = Static<typeof Transaction>;

export const TransactionList = listOf(
  'TransactionList',
  'Changes of the balance, newest first.',
  Transaction,
);
export type TransactionList = Static<typeof TransactionList>;
export const PortalTransactionList = countedListOf(
  'TransactionList',
  'Changes of the balance, newest first.',
  Transaction,
);

const period = {
  created_from: Type.Optional(time('Only transactions from this moment on.')),
  created_before: Type.Optional(time('Only transactions before this moment.')),
};
const type = {
  type: Type.Optional(
    repeatable(
      Type.Enum([...transactionTypes], { type: 'string' }),
      'Only transactions of this type.',
    ),
  ),
};
export const TransactionListQuery = listQuery({ ...type, ...period });
export type TransactionListQuery = Static<typeof TransactionListQuery>;

const mode = Type.Optional(
  Type.Enum(['live', 'test'], {
    type: 'string',
    default: 'live',
    description: 'Real money, or test money.',
  }),
);
const month = Type.Optional(
  Type.String({
    pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$',
    description: 'Only of this month, from its first moment to its last in UTC.',
  }),
);
const filters = {
  ...searchQuery(
    'Part of your own order number or of the reference of a deposit, or the id of an order, a code or a deposit.',
  ),
  mode,
  type: Type.Optional(oneOf(transactionTypes, 'Only transactions of this type.')),
  month,
  ...period,
};
export const PortalTransactionQuery = listQuery(filters);
export const PortalTransactionFilters = exportQuery(filters);
export const StatementQuery = Type.Object({ mode, month }, { additionalProperties: false });
export const StatementSumsQuery = Type.Object(
  { mode, month, ...period },
  { additionalProperties: false },
);

const ofPartner = { partner_id: id('prt', 'The business.') };
export const PartnerTransactionQuery = listQuery({ ...filters, ...ofPartner });
export const PartnerTransactionFilters = exportQuery({ ...filters, ...ofPartner });
export const PartnerStatementQuery = Type.Object(
  { mode, month, ...period, ...ofPartner },
  { additionalProperties: false },
);

/** The columns of a statement as CSV, in this order. */
export const transactionCsvColumns = [
  'sequence',
  'created_at',
  'type',
  'amount',
  'balance_after',
  'currency',
  'sku',
  'quantity',
  'reference',
  'order_id',
  'code_id',
  'deposit_id',
] as const satisfies readonly (keyof Transaction)[];

export const Statement = Type.Object(
  {
    object: Type.Literal('statement'),
    currency: currency('Currency of all amounts.'),
    opening: money('The balance when the period begins.'),
    in: money('What came in: deposits, refunds and returns.'),
    out: money('What went out, for orders and for deposits that were taken back.'),
    closing: money('The balance at the end of the period, or now. Opening + in − out.'),
  },
  { title: 'Statement', description: 'The sums of a period.' },
);
export type Statement = Static<typeof Statement>;
