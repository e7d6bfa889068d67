import { type Static, Type } from 'typebox';
import { amount, currency, id, money, time } from '../kit/primitives.ts';
import { exportQuery, line, listOf, listQuery, oneOf, request } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';

export const Adjustment = Type.Object(
  {
    id: id('prp', 'Id of the proposal that it was.'),
    object: Type.Literal('adjustment'),
    partner: PartnerRef,
    amount: money('How the balance changed; negative if money was taken.'),
    currency: currency('Its currency.'),
    reason: Type.String({ description: 'Why, as the business reads it.' }),
    proposed_by: Type.String({ description: 'Who proposed it.' }),
    agreed_by: Type.String({ description: 'Who agreed, or that nobody stopped it in time.' }),
    proposed_at: time('When it was proposed.'),
    at: time('When the balance changed.'),
  },
  { title: 'Adjustment', description: 'A correction of a balance that is no payment.' },
);
export type Adjustment = Static<typeof Adjustment>;
export const AdjustmentList = listOf('AdjustmentList', 'Adjustments, newest first.', Adjustment);
const filters = {
  partner_id: Type.Optional(Type.String({ maxLength: 60, description: 'Only of this partner.' })),
};
export const AdjustmentQuery = listQuery(filters);
export const AdjustmentFilters = exportQuery(filters);
/** A line of the CSV of adjustments. */
export type AdjustmentCsvLine = Omit<Adjustment, 'object' | 'partner' | 'amount'> & {
  readonly partner_id: string;
  readonly partner: string;
  readonly amount: unknown;
};
/** Its columns, in this order. */
export const adjustmentCsvColumns = [
  'id',
  'at',
  'partner_id',
  'partner',
  'amount',
  'currency',
  'reason',
  'proposed_by',
  'proposed_at',
  'agreed_by',
] as const satisfies readonly (keyof AdjustmentCsvLine)[];

export const adjustmentDirections = ['add', 'take'] as const;
export const AdjustmentPropose = request('AdjustmentPropose', 'A correction to propose.', {
  partner_id: Type.String({ maxLength: 60, description: 'Id of the business.' }),
  direction: oneOf(adjustmentDirections, 'Whether money is added to the balance or taken from it.'),
  amount: amount('How much, in the currency of the business.'),
  reason: line(500, 'Why, in words that the business reads.'),
});
export type AdjustmentPropose = Static<typeof AdjustmentPropose>;
