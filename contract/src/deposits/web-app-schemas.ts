import { type Static, Type } from 'typebox';
import { amount, id, money, nullable } from '../kit/primitives.ts';
import { countedListOf, exportQuery, line, listQuery, request } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { Deposit, depositCsvColumns, depositStatusOrWaiting } from './schemas.ts';

const who = (description: string) => nullable(Type.String({ description }));

/** A deposit as staff see it. */
export const StaffDeposit = Type.Object(
  {
    ...Deposit.properties,
    partner: PartnerRef,
    recorded_by: Type.String({ description: 'Who recorded it.' }),
    amount_by: who('Who said how much is credited.'),
    credited_by: who('Who credited it.'),
    reversed_by: who('Who took it back.'),
    reversal: nullable(
      Type.Object(
        {
          proposal_id: nullable(
            id('prp', 'The proposal to take it back that waits for a second admin; null: none.'),
          ),
          balance: money('The balance of the partner now.'),
          balance_after: money('The balance if the deposit is taken back now.'),
        },
        { title: 'DepositReversal' },
      ),
    ),
  },
  { title: 'StaffDeposit', description: 'A payment of a partner.' },
);
export type StaffDeposit = Static<typeof StaffDeposit>;
/** A deposit that was just recorded. */
export const RecordedDeposit = Type.Object(
  {
    ...StaffDeposit.properties,
    repeated: Type.Boolean({
      description: 'Whether this payment was recorded before: nothing was changed.',
    }),
  },
  { title: 'RecordedDeposit', description: 'The payment as it is recorded.' },
);
export const StaffDepositList = countedListOf(
  'StaffDepositList',
  'Deposits: those that wait oldest first, others newest first.',
  StaffDeposit,
);
export type StaffDepositList = Static<typeof StaffDepositList>;

const idFilter = (description: string) =>
  Type.Optional(Type.String({ maxLength: 60, description }));
const filters = {
  status: depositStatusOrWaiting,
  partner_id: idFilter('Only of this partner.'),
  reference: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Part of the reference, in any spelling.',
    }),
  ),
};
export const StaffDepositQuery = listQuery(filters);
export const StaffDepositFilters = exportQuery(filters);
/** A line of the CSV of all partners' deposits. */
export type StaffDepositCsvLine = Record<(typeof depositCsvColumns)[number], unknown> &
  Pick<StaffDeposit, 'recorded_by' | 'credited_by'> & {
    readonly partner_id: string;
    readonly partner: string;
  };
/** Its columns, in this order. */
export const staffDepositCsvColumns = [
  'partner_id',
  'partner',
  ...depositCsvColumns,
  'recorded_by',
  'credited_by',
] as const satisfies readonly (keyof StaffDepositCsvLine)[];

const credited = Type.Optional(
  amount("What is credited, in the partner's currency; left out: as recorded."),
);
const blocks = Type.Optional(
  Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Blocks that confirm it so far.' }),
);

export const DepositRecord = request('DepositRecord', 'A payment that was seen.', {
  partner_id: Type.String({ minLength: 1, maxLength: 60, description: 'Whose payment it is.' }),
  method_id: Type.String({ minLength: 1, maxLength: 60, description: 'How it was paid.' }),
  reference: line(200, "The bank's id of the payment, or transaction:output."),
  sent_amount: Type.String({
    pattern: '^[0-9]{1,12}(\\.[0-9]{1,18})?$',
    description: 'What arrived, in the currency or asset of the method.',
  }),
  amount: credited,
  confirmations: blocks,
});
export type DepositRecord = Static<typeof DepositRecord>;

export const DepositUpdate = request('DepositUpdate', 'What became known of a payment.', {
  amount: credited,
  confirmations: blocks,
});
export type DepositUpdate = Static<typeof DepositUpdate>;

export const DepositCredit = request('DepositCredit', 'What is credited.', { amount: credited });
export type DepositCredit = Static<typeof DepositCredit>;

export const DepositReason = request('DepositReason', 'Why.', {
  reason: line(500, 'Why, in words that the partner reads.'),
});
export type DepositReason = Static<typeof DepositReason>;
