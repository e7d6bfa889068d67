import { type Static, Type } from 'typebox';
import { amount, currency, id, money, nullable, time } from '../kit/primitives.ts';
import { line, listOf, oneOf, request } from '../kit/shapes.ts';
import { supplierFilter } from '../suppliers/console.ts';

const recoveryStates = ['due', 'asked', 'recovered', 'written_off', 'void'] as const;
export const Recovery = Type.Object(
  {
    object: Type.Literal('recovery'),
    code_id: id('cod', 'The replaced or refunded code.'),
    claim_id: id('clm', 'Its claim.'),
    lot_id: id('lot', 'Its lot.'),
    supplier: Type.String({ description: 'The supplier; empty if unknown.' }),
    supplier_id: nullable(id('sup', 'Id of the supplier; null if unknown.')),
    amount: nullable(money('The amount; null if the cost is unknown.')),
    currency: currency('Currency of the amounts.'),
    due_at: time('When it is due.'),
    state: oneOf(recoveryStates, 'Its state; `void`: the code was restocked.'),
    recovered: nullable(money('The amount that the supplier paid.')),
    note: nullable(Type.String({ description: 'A note.' })),
  },
  { title: 'Recovery', description: 'What a supplier owes for a bad code.' },
);
export type Recovery = Static<typeof Recovery>;
export const RecoveryList = listOf('RecoveryList', 'The soonest due first.', Recovery);
export const RecoveryQuery = Type.Object(
  {
    ...supplierFilter,
    lot_id: Type.Optional(Type.String({ maxLength: 60, description: 'Only of this lot.' })),
    state: Type.Optional(oneOf(recoveryStates, 'Only in this state.')),
  },
  { additionalProperties: false },
);
export const RecoverySettle = request('RecoverySettle', 'The outcome of a supplier claim.', {
  state: oneOf(['asked', 'recovered', 'written_off'], 'Its new state.'),
  recovered: Type.Optional(
    amount('The amount that the supplier paid, only with the state `recovered`.'),
  ),
  note: Type.Optional(line(500, 'A note.')),
});
export type RecoverySettle = Static<typeof RecoverySettle>;
