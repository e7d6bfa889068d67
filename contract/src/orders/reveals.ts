import { type Static, Type } from 'typebox';
import { id, nullable, pageMembers, pageQuery, time } from '../kit/primitives.ts';

export const Reveal = Type.Object(
  {
    at: time('When the codes were read.'),
    first: Type.Boolean({ description: 'Whether nobody had read codes of the order before.' }),
    key_id: nullable(Type.String({ description: 'Key that read them; null if a person did.' })),
    reader: Type.String({ description: 'Who read them, as the audit log names it.' }),
    address: nullable(Type.String({ description: 'Network address that they were sent to.' })),
    request_id: nullable(Type.String({ description: 'The request that read them.' })),
    codes: Type.Integer({
      minimum: 0,
      description: 'How many codes were read; 0 if all had been replaced or refunded before.',
    }),
    receipt: Type.String({
      description:
        'Compact JWS (RFC 7515, `EdDSA`) over order, codes, reader, address and time; verify it with the key `kid` of ' +
        '`/.well-known/jwks.json`.',
    }),
  },
  { title: 'Reveal', description: 'One reading of the codes of an order.' },
);
export type Reveal = Static<typeof Reveal>;

export const RevealList = Type.Object(
  {
    object: Type.Literal('list'),
    order_id: id('ord', 'Id of the order.'),
    data: Type.Array(Reveal),
    ...pageMembers,
  },
  { title: 'RevealList', description: 'Who read the codes of an order, newest first.' },
);
export type RevealList = Static<typeof RevealList>;

export const RevealListQuery = Type.Object({ ...pageQuery }, { additionalProperties: false });
export type RevealListQuery = Static<typeof RevealListQuery>;

/** What a receipt's payload says; `iat` is when it was signed, `at` when the codes were read. */
export const RevealReceipt = Type.Object(
  {
    iss: Type.String({ description: 'Address of the server that signed it.' }),
    iat: Type.Integer({ description: 'Unix seconds of signing.' }),
    typ: Type.Literal('reveal'),
    order_id: id('ord', 'Id of the order.'),
    partner_id: id('prt', 'The partner whose order it is.'),
    at: time('When the codes were read.'),
    first: Type.Boolean(),
    reader: Type.String(),
    address: nullable(Type.String()),
    request_id: nullable(Type.String()),
    codes: Type.Array(
      Type.Object({
        id: id('cod', 'Id of the code.'),
        fingerprint: Type.String({
          pattern: '^[0-9a-f]{32}$',
          description: 'Keyed hash of the code; only the server can compute it.',
        }),
      }),
    ),
  },
  { title: 'RevealReceipt', description: 'Payload of a reveal receipt.' },
);
export type RevealReceipt = Static<typeof RevealReceipt>;
