import { type Static, Type } from 'typebox';
import { id, nullable, time } from '../kit/primitives.ts';
import { listOf, listQuery, oneOf, request } from '../kit/shapes.ts';

/** What becomes of a code that was made good before anybody had read it. */
export const withdrawnStates = ['waiting', 'restocked', 'written_off'] as const;

export const WithdrawnCode = Type.Object(
  {
    id: id('cod', 'Id of the code, as its order had it.'),
    object: Type.Literal('withdrawn_code'),
    order_id: id('ord', 'Order that it was of.'),
    lot_id: id('lot', 'Lot that it came with.'),
    sku: Type.String({ description: 'The product.' }),
    resolution: oneOf(['replaced', 'refunded'], 'How it was made good.'),
    withdrawn_at: time('When it was.'),
    state: oneOf(
      withdrawnStates,
      '`waiting`: for whoever owns the stock. `restocked`: it is sold again. `written_off`: it never is.',
    ),
    restockable: Type.Boolean({
      description: 'Whether it can be sold again: its lot is not recalled, and it has not expired.',
    }),
    settled_at: nullable(time('When that was decided.')),
    settled_by: nullable(Type.String({ description: 'Who decided, as the audit names it.' })),
    reissued_as: nullable(Type.String({ description: 'Id under which it is sold again.' })),
  },
  {
    title: 'WithdrawnCode',
    description: 'A code that was made good before anybody had read it: it is never shown again.',
  },
);
export type WithdrawnCode = Static<typeof WithdrawnCode>;
export const WithdrawnCodeList = listOf(
  'WithdrawnCodeList',
  'Withdrawn codes, the newest first.',
  WithdrawnCode,
);
export const WithdrawnCodeQuery = listQuery({
  lot_id: Type.Optional(Type.String({ maxLength: 60, description: 'Only of this lot.' })),
  state: Type.Optional(oneOf(withdrawnStates, 'Only in this state.')),
});
export const WithdrawnCodeSettle = request('WithdrawnCodeSettle', 'What becomes of it.', {
  outcome: oneOf(
    ['restocked', 'written_off'],
    '`restocked`: it is sold again, under another id. `written_off`: it never is.',
  ),
});
export type WithdrawnCodeSettle = Static<typeof WithdrawnCodeSettle>;
