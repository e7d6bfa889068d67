import { type Static, Type } from 'typebox';
import { id, nullable, time } from '../kit/primitives.ts';
import { oneOf } from '../kit/shapes.ts';

const ClaimableCode = Type.Object(
  {
    id: id('cod', 'Id of the code.'),
    state: oneOf(
      ['claimable', 'claimed', 'closed', 'returned'],
      '`claimed`: it is in an open or approved claim. `closed`: its claim window is over. `returned`: it was returned.',
    ),
    claim_id: nullable(Type.String({ description: 'The open or approved claim with this code.' })),
    replaces: nullable(Type.String({ description: 'Id of the code that it replaces.' })),
    claimable_until: time('The last moment to claim it.'),
  },
  { title: 'ClaimableCode', description: 'A code of an order, never the code itself.' },
);
export const ClaimableOrder = Type.Object(
  {
    id: id('ord', 'Id of the order.'),
    object: Type.Literal('claimable_order'),
    mode: oneOf(['live', 'test'], 'Of live or of test orders.'),
    sku: Type.String({ description: 'What was bought.' }),
    quantity: Type.Integer({ minimum: 1, description: 'How many codes were bought.' }),
    reference: nullable(Type.String({ description: 'Your own order number, if you gave one.' })),
    delivered_at: time('When it was delivered.'),
    codes: Type.Array(ClaimableCode, { description: 'All its codes, in their order.' }),
  },
  { title: 'ClaimableOrder', description: 'A delivered order, and which codes can be claimed.' },
);
export type ClaimableOrder = Static<typeof ClaimableOrder>;
