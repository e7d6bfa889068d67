import { type Static, Type } from 'typebox';
import { referenceLengthMax } from '../kit/limits.ts';
import { id, nullable, time } from '../kit/primitives.ts';
import { listOf, listQuery, oneOf } from '../kit/shapes.ts';
import { codeStatuses } from './codes.ts';
import { Order } from './schemas.ts';
import { orderStatuses } from './states.ts';

const mode = Type.Optional(
  Type.Enum(['live', 'test'], {
    type: 'string',
    default: 'live',
    description: 'Live or test orders.',
  }),
);

export const PortalOrderQuery = listQuery({
  mode,
  status: Type.Optional(oneOf(orderStatuses, 'Only orders in this state.')),
  region: Type.Optional(Type.String({ maxLength: 2, description: 'Only of this region.' })),
  search: Type.Optional(
    Type.String({
      maxLength: referenceLengthMax,
      description:
        'Only the order with this id or with this reference of your own, written in full.',
    }),
  ),
});
export const OrderModeQuery = Type.Object({ mode }, { additionalProperties: false });
export const PortalOrderList = listOf('OrderList', 'Orders, newest first.', Order);

export const MaskedCode = Type.Object(
  {
    id: id('cod', 'Id of the code.'),
    status: oneOf(codeStatuses, 'Whether it is yours, or was replaced, refunded or returned.'),
    read: Type.Boolean({ description: 'Whether somebody has read it.' }),
    replaces: nullable(id('cod', 'Id of the code that it replaces.')),
    delivered_at: time('When it was delivered.'),
    claimable_until: time('The last moment to claim it.'),
  },
  { title: 'MaskedCode', description: 'A code of an order, never the code itself.' },
);
export type MaskedCode = Static<typeof MaskedCode>;
export const MaskedCodeList = listOf('MaskedCodeList', 'The codes of an order.', MaskedCode);
