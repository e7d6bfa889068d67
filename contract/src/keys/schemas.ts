import { type Static, Type } from 'typebox';
import { apiKeyNameLengthMax } from '../kit/limits.ts';
import { scopes } from '../kit/operation.ts';
import { amount, id, Mode, money, nullable, time } from '../kit/primitives.ts';
import { line, listOf, oneOf, request, secret } from '../kit/shapes.ts';
import { keyStatuses } from './states.ts';

const RATE_MAX = 1_000_000;
const NETWORKS_MAX = 100;

const network = Type.String({
  minLength: 2,
  maxLength: 50,
  description: 'A network: 192.0.2.0/24.',
});
const spendCap = amount("In the partner's currency, a UTC day.");
const rate = (description: string) => Type.Integer({ minimum: 1, maximum: RATE_MAX, description });
const quantity = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Codes a UTC day.',
});

export const ApiKey = Type.Object(
  {
    id: id('key', 'Id of the key.'),
    object: Type.Literal('api_key'),
    mode: Mode,
    status: oneOf(keyStatuses, '`unseen`: it works once a person of the business has revealed it.'),
    name: nullable(
      Type.String({
        description: 'What people call it; null: it has no name. No part of the key.',
      }),
    ),
    hint: Type.String({ description: 'First and last characters.' }),
    scopes: Type.Array(oneOf(scopes, 'A scope.')),
    allow_cidr: Type.Array(network, {
      description: 'Networks it may be used from; none: everywhere.',
    }),
    requests_per_minute: rate('Requests a minute.'),
    orders_per_minute: rate('Orders a minute.'),
    daily_spend: nullable(money('The most it may spend in a UTC day.')),
    daily_quantity: nullable(quantity),
    replaces: nullable(id('key', 'Id of the key that it replaces.')),
    created_at: time('When it was issued.'),
    reveal_until: nullable(
      time('The last moment to reveal it; null if it was revealed, or was shown when it was made.'),
    ),
    expires_at: nullable(time('When it expires.')),
    last_used_at: nullable(
      time('When it last made a call, to the minute; null if it did not yet.'),
    ),
    revoked_at: nullable(time('When it was revoked.')),
    revoked_reason: nullable(Type.String({ description: 'Why.' })),
  },
  { title: 'ApiKey', description: 'An API key without its secret.' },
);
export type ApiKey = Static<typeof ApiKey>;
export const KeyList = listOf('ApiKeyList', 'Keys of both modes, newest first.', ApiKey);

/** The only two places where a key's text is sent: a new test key, and a live key when it is revealed. */
export const RevealedKey = Type.Object(
  {
    object: Type.Literal('revealed_key'),
    api_key: ApiKey,
    key: secret('The whole key. Shown once.'),
  },
  { title: 'RevealedKey', description: 'A key with its secret, shown only now.' },
);
export type RevealedKey = Static<typeof RevealedKey>;

const name = nullable(line(apiKeyNameLengthMax, 'What people call it: the program that uses it.'));

/** A test key has all rights that a key can have. */
export const TestKeyIssue = request('TestKeyIssue', 'What the key is called.', {
  name: Type.Optional(name),
});
export const KeyNaming = request('KeyNaming', 'What the key is called; null: nothing.', { name });

/** A partner may only restrict its own key; the server refuses to extend its rights. */
export const KeyRestrict = request(
  'KeyRestrict',
  'What to restrict; members that are left out stay.',
  {
    scopes: Type.Optional(Type.Array(oneOf(scopes, 'A scope.'), { minItems: 1, maxItems: 5 })),
    allow_cidr: Type.Optional(Type.Array(network, { maxItems: NETWORKS_MAX })),
    daily_spend: Type.Optional(nullable(spendCap)),
    daily_quantity: Type.Optional(nullable(quantity)),
  },
);
export type KeyRestrict = Static<typeof KeyRestrict>;
export const KeyRevoke = request('KeyRevoke', 'Why.', {
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'Why.' }),
});

const termMembers = {
  ...KeyRestrict.properties,
  requests_per_minute: Type.Optional(rate('Requests a minute.')),
  orders_per_minute: Type.Optional(rate('Orders a minute.')),
  expires_at: Type.Optional(nullable(time('When it expires.'))),
};
export const KeyIssue = request(
  'KeyIssue',
  'What the key may do; members that are left out have their default.',
  {
    mode: Mode,
    name: Type.Optional(name),
    ...termMembers,
    ticket_id: Type.Optional(
      id('tkt', 'The API Access Request that this answers; it is closed in the same commit.'),
    ),
  },
);
export const KeyTermsChange = request(
  'KeyTermsChange',
  'What to change; members that are left out stay.',
  termMembers,
);
export type KeyTermsChange = Static<typeof KeyTermsChange>;
export const KeyRotate = request('KeyRotate', 'How long the old key stays valid.', {
  overlap_hours: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 168, default: 24, description: 'Hours.' }),
  ),
  ticket_id: Type.Optional(
    id('tkt', 'The Key Rotation ticket that this answers; it is closed in the same commit.'),
  ),
});

export const PublicKey = Type.Object(
  {
    object: Type.Literal('public_key'),
    public_key: nullable(
      Type.String({ description: 'The key as JWK text; null: codes are shown in the clear.' }),
    ),
    thumbprint: nullable(
      Type.String({ description: 'SHA-256 of the key in base64url (RFC 7638), to compare keys.' }),
    ),
  },
  { title: 'PublicKey', description: 'The key that codes are sealed for.' },
);
export type PublicKey = Static<typeof PublicKey>;
export const PublicKeySet = request('PublicKeySet', 'The key that codes are sealed for.', {
  public_key: nullable(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'JWK text (P-256 or X25519); null: codes are shown in the clear again.',
    }),
  ),
});
