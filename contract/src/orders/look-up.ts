import { type Static, Type } from 'typebox';
import { claimStatuses } from '../claims/states.ts';
import { codeTextLengthMax } from '../kit/limits.ts';
import {
  currency,
  Denomination,
  id,
  Mode,
  nullable,
  nullableEnum,
  Region,
  time,
} from '../kit/primitives.ts';
import { oneOf, request } from '../kit/shapes.ts';
import { codeStatuses } from './codes.ts';

export const CodeLookUp = request('CodeLookUp', 'The code to find: `code` or `code_id`.', {
  code: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: codeTextLengthMax,
      description:
        'The code itself, in any case, with or without spaces and hyphens: it counts as read from then on. An id is taken as well.',
      'x-secret': true,
    }),
  ),
  code_id: Type.Optional(id('cod', 'Id of the code. Prefer it: it is no secret.')),
});
export type CodeLookUp = Static<typeof CodeLookUp>;

export const FoundCode = Type.Object(
  {
    id: id('cod', 'Id of the code.'),
    object: Type.Literal('code'),
    mode: Mode,
    order_id: id('ord', 'Id of its order.'),
    reference: nullable(Type.String({ description: 'Your own order number, if you gave one.' })),
    sku: Type.String({ description: 'Name of the product.' }),
    region: Region,
    denomination: Denomination,
    face_currency: currency('Currency printed on the card.'),
    status: oneOf(codeStatuses, 'Whether it is yours, or was replaced, refunded or returned.'),
    replaces: nullable(id('cod', 'Id of the code that it replaces.')),
    replacement: nullable(id('cod', 'Id of the code that replaces it; read it with the order.')),
    expires_at: nullable(time('When the code expires; null if it does not.')),
    delivered_at: time('When it was delivered.'),
    read: Type.Boolean({
      description: 'Whether it counts as read: somebody has read it, or you named it by its text.',
    }),
    read_at: nullable(time('When it was first read here; null if nobody has read it here.')),
    claimable_until: time('Last moment to claim it: 168 hours after delivery.'),
    returnable_until: nullable(
      time('Last moment to return it; null if it was read or claimed, or the time is over.'),
    ),
    claim_id: nullable(id('clm', 'The latest claim about it.')),
    claim_status: nullableEnum(claimStatuses, 'The state of that claim.'),
    recalled_at: nullable(
      time('When its lot was recalled: do not sell it. Null if it was not recalled.'),
    ),
  },
  { title: 'FoundCode', description: 'A code of yours, never the code itself.' },
);
export type FoundCode = Static<typeof FoundCode>;
