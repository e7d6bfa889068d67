import { type Static, Type } from 'typebox';
import { codeTextLengthMax } from '../kit/limits.ts';
import {
  csvQuery,
  currency,
  Denomination,
  id,
  nullable,
  pageMembers,
  Region,
  repeatable,
  time,
} from '../kit/primitives.ts';

export const codeStatuses = ['delivered', 'replaced', 'refunded', 'returned'] as const;
export type CodeStatus = (typeof codeStatuses)[number];

/**
 * One code of an order. `code` and `sealed` exclude each other: a partner with a registered public key never gets a code in the
 * clear. Members marked `x-secret` are the only secrets (see secret-paths.ts).
 */
export const OrderCode = Type.Object(
  {
    id: id('cod', 'Id of the code; the name to use in claims and logs.'),
    code: Type.Optional(
      nullable(
        Type.String({
          description:
            'The code itself, as it is typed into the store. Absent if `sealed` is present. Null if it was replaced, refunded or ' +
            'returned before anybody had read it: then it is never shown. Null in a masked list, too.',
          'x-secret': true,
        }),
      ),
    ),
    sealed: Type.Optional(
      nullable(
        Type.String({
          description:
            'The code as a compact JWE under your registered public key (`ECDH-ES`, `A256GCM`), instead of `code`; null ' +
            'where `code` would be.',
          'x-secret': true,
        }),
      ),
    ),
    serial: nullable(Type.String({ description: 'Serial number of the card, if it has one.' })),
    region: Region,
    denomination: Denomination,
    face_currency: currency('Currency printed on the card.'),
    expires_at: nullable(time('When the code expires; null if it does not.')),
    status: Type.Enum([...codeStatuses], {
      type: 'string',
      description:
        '`replaced` and `refunded`: a claim on it was approved; do not sell it any more. `returned`: you returned it. ' +
        'Otherwise `delivered`.',
    }),
    replaces: nullable(Type.String({ description: 'Id of the code that this one replaces.' })),
    delivered_at: time('When the code was delivered.'),
    claimable_until: time('Last moment to claim it: 168 hours after delivery.'),
    returnable_until: Type.Optional(
      nullable(
        time(
          'In a masked list only: last moment to return it; null if it cannot be returned, because it was read or claimed, or ' +
            'the time is over.',
        ),
      ),
    ),
  },
  {
    title: 'OrderCode',
    description: 'A delivered code: cash, to be stored as such.',
    oneOf: [{ required: ['code'] }, { required: ['sealed'] }],
  },
);
export type OrderCode = Static<typeof OrderCode>;

export const OrderCodeList = Type.Object(
  {
    object: Type.Literal('list'),
    order_id: id('ord', 'Id of the order.'),
    data: Type.Array(OrderCode),
    ...pageMembers,
  },
  { title: 'OrderCodeList', description: 'All codes of an order, in the same order each time.' },
);
export type OrderCodeList = Static<typeof OrderCodeList>;

export const OrderCodesQuery = Type.Object(
  {
    code: Type.Optional(
      repeatable(
        Type.String({ maxLength: codeTextLengthMax }),
        'Id of a code of the order: only these are read, and nobody has read the others by that.',
      ),
    ),
    masked: Type.Optional(
      Type.Boolean({
        description:
          '`true`: lists ids, states and times of all codes. No code is read: `code` and `sealed` are null. Not together ' +
          'with `code`.',
      }),
    ),
    ...csvQuery,
  },
  { additionalProperties: false },
);
export type OrderCodesQuery = Static<typeof OrderCodesQuery>;

/**
 * Columns of the CSV form, in this order; `code` is empty when `sealed` is filled and the other way round. Both are
 * empty where they are null.
 */
export const orderCodesCsvColumns = [
  'id',
  'code',
  'sealed',
  'serial',
  'region',
  'denomination',
  'face_currency',
  'expires_at',
  'status',
  'replaces',
] as const;
