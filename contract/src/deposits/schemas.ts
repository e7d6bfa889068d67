import { type Static, Type } from 'typebox';
import { networkNames } from '../deposit-methods/assets.ts';
import { currency, id, mayGrow, money, nullable, repeatable, time } from '../kit/primitives.ts';
import {
  countedListOf,
  exportQuery,
  listOf,
  listQuery,
  oneOf,
  searchQuery,
} from '../kit/shapes.ts';
import { depositMethodNames, depositStatuses } from './states.ts';

const count = (description: string) =>
  Type.Unsafe<number | null>({ type: ['integer', 'null'], description });

export const Deposit = Type.Object(
  {
    id: id('dep', 'Id of the deposit.'),
    object: Type.Literal('deposit'),
    status: oneOf(
      depositStatuses,
      '`seen`: it is on its way. `confirming`: its network confirms it. `credited`: it is on your balance. `in_review`: a person ' +
        'looks at it. `rejected`: it is not credited. `reversed`: it was credited, and was taken back.',
    ),
    method: Type.Enum([...depositMethodNames], {
      ...mayGrow,
      description: 'How you paid; `other`: neither by bank transfer nor with a digital asset.',
    }),
    network: nullable(
      Type.String({
        description: `The network of a digital asset: ${Object.keys(networkNames)
          .map((each) => `\`${each}\``)
          .join(', ')}. Null for money.`,
      }),
    ),
    sent_amount: nullable(
      Type.String({
        pattern: '^[0-9]+(\\.[0-9]{1,18})?$',
        description:
          'What arrived, in units of `sent_currency`: money with all of its decimals, an asset without trailing zeros; null if only `amount` is known.',
      }),
    ),
    sent_currency: Type.String({
      description: 'ISO 4217 code, or the ticker of the asset: `EUR`, `USDT`.',
    }),
    amount: nullable(
      money(
        'What is credited, in your currency; null while that is not known. Final once credited.',
      ),
    ),
    currency: currency('Your currency.'),
    reference: Type.String({
      description: "The bank's id of the payment, or the transaction and the number of its output.",
    }),
    confirmations: count('Blocks of its network that confirm it so far; null for money.'),
    confirmations_required: count('How many are needed; null for money.'),
    reason: nullable(Type.String({ description: 'Why it is in review, rejected or reversed.' })),
    created_at: time('When we first saw it.'),
    credited_at: nullable(time('When it was credited.')),
    reversed_at: nullable(time('When it was taken back.')),
  },
  { title: 'Deposit', description: 'A payment to your balance.' },
);
export type Deposit = Static<typeof Deposit>;

export const DepositList = listOf('DepositList', 'Deposits, newest first.', Deposit);
export type DepositList = Static<typeof DepositList>;
export const PortalDepositList = countedListOf(
  'PortalDepositList',
  'Deposits, newest first.',
  Deposit,
);

const filters = {
  status: Type.Optional(
    repeatable(Type.Enum([...depositStatuses], { type: 'string' }), 'Only with this status.'),
  ),
  method: Type.Optional(
    repeatable(Type.Enum([...depositMethodNames], { type: 'string' }), 'Only paid this way.'),
  ),
  created_from: Type.Optional(time('Only those that we saw from this moment on.')),
  created_before: Type.Optional(time('Only those that we saw before this moment.')),
};
export const DepositListQuery = listQuery(filters);
export type DepositListQuery = Static<typeof DepositListQuery>;

/** One state of a deposit, or all that are not settled. */
export const depositStatusOrWaiting = Type.Optional(
  oneOf(['waiting', ...depositStatuses], 'Only in this state; `waiting`: not settled yet.'),
);
const portalFilters = {
  ...searchQuery('Part of a reference, or the id of a deposit.'),
  mode: Type.Optional(
    Type.Enum(['live', 'test'], {
      type: 'string',
      default: 'live',
      description: 'Real money, or test money.',
    }),
  ),
  deposit_id: Type.Optional(
    Type.String({ maxLength: 60, description: 'Only the deposit with this id.' }),
  ),
  status: depositStatusOrWaiting,
};
export const PortalDepositQuery = listQuery(portalFilters);
export const PortalDepositFilters = exportQuery(portalFilters);
/** The columns of the CSV of deposits, in this order. */
export const depositCsvColumns = [
  'id',
  'created_at',
  'status',
  'method',
  'network',
  'sent_amount',
  'sent_currency',
  'amount',
  'currency',
  'reference',
  'credited_at',
  'reversed_at',
] as const satisfies readonly (keyof Deposit)[];
