import { type Static, Type } from 'typebox';
import { amount, currency, id, money, nullable, time } from '../kit/primitives.ts';
import { line, listOf, oneOf, request } from '../kit/shapes.ts';
import { supplierFilter } from '../suppliers/console.ts';

const recoveryStates = ['due', 'asked', 'recovered', 'written_off', 'void'] as const;
export const Recovery = Type.Object(
  {
    object: Type.Literal('recovery'),
    code_id: id('cod', 'The code that was made good.'),
    claim_id: id('clm', 'Its claim.'),
    lot_id: id('lot', 'Its lot.'),
    supplier: Type.String({ description: 'Who owes; empty where nobody said who sold it.' }),
    supplier_id: nullable(id('sup', 'Id of who owes; null where nobody said.')),
    amount: nullable(money('How much; null where the cost is not known.')),
    currency: currency('Currency of the amounts.'),
    due_at: time('To be asked for until then.'),
    state: oneOf(recoveryStates, 'How it stands; `void`: the code went back to stock.'),
    recovered: nullable(money('What came back.')),
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
export const RecoverySettle = request('RecoverySettle', 'How asking a supplier went.', {
  state: oneOf(['asked', 'recovered', 'written_off'], 'How it stands now.'),
  recovered: Type.Optional(amount('What came back, with the state `recovered` only.')),
  note: Type.Optional(line(500, 'A note.')),
});
export type RecoverySettle = Static<typeof RecoverySettle>;
