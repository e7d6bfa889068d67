import { type Static, Type } from 'typebox';
import { id, nullable, time } from '../kit/primitives.ts';
import { listOf, listQuery, oneOf, request } from '../kit/shapes.ts';

/** The states of a code that was replaced, refunded or returned before anybody had read it. */
export const withdrawnStates = ['waiting', 'restocked', 'written_off'] as const;

export const WithdrawnCode = Type.Object(
  {
    id: id('cod', 'Id of the code in its order.'),
    object: Type.Literal('withdrawn_code'),
    order_id: id('ord', 'Its order.'),
    lot_id: id('lot', 'Its lot.'),
    sku: Type.String({ description: 'The product.' }),
    resolution: oneOf(
      ['replaced', 'refunded', 'returned'],
      'Whether it was replaced, refunded or returned.',
    ),
    withdrawn_at: time('When that was.'),
    state: oneOf(
      withdrawnStates,
      '`waiting`: nobody has decided yet. `restocked`: it is for sale again. `written_off`: it is never sold.',
    ),
    restockable: Type.Boolean({
      description: 'Whether it can be sold again: its lot is not recalled, and it has not expired.',
    }),
    settled_at: nullable(time('When that was decided.')),
    settled_by: nullable(Type.String({ description: 'Who decided, as the audit names it.' })),
    reissued_as: nullable(Type.String({ description: 'Id under which it was restocked.' })),
  },
  {
    title: 'WithdrawnCode',
    description:
      'A code that was replaced, refunded or returned before anybody had read it: it is never shown again under this id. A ' +
      'returned one is restocked at once.',
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
export const WithdrawnCodeSettle = request('WithdrawnCodeSettle', 'The decision.', {
  outcome: oneOf(
    ['restocked', 'written_off'],
    '`restocked`: it is for sale again, under another id. `written_off`: it is never sold.',
  ),
});
export type WithdrawnCodeSettle = Static<typeof WithdrawnCodeSettle>;
