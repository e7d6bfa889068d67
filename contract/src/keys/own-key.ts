import { type Static, Type } from 'typebox';
import { scopes } from '../kit/operation.ts';
import { currency, id, Mode, money, nullable, time } from '../kit/primitives.ts';
import { oneOf } from '../kit/shapes.ts';

const rate = (what: string) =>
  Type.Object({
    per_minute: Type.Integer({
      minimum: 1,
      description: `${what} in any 60 seconds, of this key or of all keys together, whichever is less.`,
    }),
    remaining: Type.Integer({ minimum: 0, description: 'How many are left now.' }),
  });

export const SpendCap = Type.Object(
  {
    cap: money('The most this key may spend in a UTC day.'),
    used: money('Spent today, by this key and those that it replaced.'),
    left: money('What is left today.'),
  },
  { title: 'SpendCap', description: 'A daily cap on money.' },
);

export const QuantityCap = Type.Object(
  {
    cap: Type.Integer({ minimum: 0, description: 'The most codes of a UTC day.' }),
    used: Type.Integer({ minimum: 0, description: 'Ordered today.' }),
    left: Type.Integer({ minimum: 0, description: 'What is left today.' }),
  },
  { title: 'QuantityCap', description: 'A daily cap on codes.' },
);

export const OwnKeyFacts = Type.Object({
  id: id('key', 'Id of the key.'),
  name: nullable(Type.String({ description: 'What your people call it; null: it has no name.' })),
  hint: Type.String({ description: 'First and last characters of the key.' }),
  created_at: time('When it was issued.'),
  expires_at: nullable(time('When it expires; null if it does not.')),
  allow_cidr: Type.Array(Type.String({ description: 'A network.' }), {
    description: 'Networks it may be used from; none: everywhere.',
  }),
});

export const OwnKeyLimits = Type.Object({
  requests: rate('Most requests'),
  orders: rate('Most orders'),
  daily_spend: Type.Union([SpendCap, Type.Null()], { description: 'Null: no cap.' }),
  daily_quantity: Type.Union([QuantityCap, Type.Null()], { description: 'Null: no cap.' }),
  resets_at: time('When the daily caps are free again: the next midnight in UTC.'),
});

/** What a key may know of itself: never its text, nor anything that opens more than it has. */
export const OwnKey = Type.Object(
  {
    object: Type.Literal('me'),
    api_key: OwnKeyFacts,
    mode: Mode,
    scopes: Type.Array(oneOf(scopes, 'A scope.'), { description: 'What the key may do.' }),
    business: Type.Object({
      id: id('prt', 'Id of your business.'),
      name: Type.String({ description: 'Name of your business.' }),
      currency: currency('Currency of your balance and prices.'),
    }),
    address: Type.String({ description: 'Address that this request came from, as we see it.' }),
    limits: OwnKeyLimits,
  },
  { title: 'OwnKey', description: 'The key that was sent, what it may do, and for whom.' },
);
export type OwnKey = Static<typeof OwnKey>;

export const ownKeyExample: OwnKey = {
  object: 'me',
  api_key: {
    id: 'key_01m84hye0zfk8b4kvzc3ka7ypp',
    name: 'Web shop',
    hint: 'psnb2b_live_Q3xT…9fKa',
    created_at: '2026-11-02T09:30:00.000Z',
    expires_at: null,
    allow_cidr: ['192.0.2.0/24'],
  },
  mode: 'live',
  scopes: ['read', 'orders', 'codes'],
  business: { id: 'prt_01m84hx2bnf1r9d3mv8k0q6h5t', name: 'Example Cards', currency: 'USD' },
  address: '192.0.2.17',
  limits: {
    requests: { per_minute: 60, remaining: 58 },
    orders: { per_minute: 10, remaining: 10 },
    daily_spend: { cap: '2500.00', used: '463.00', left: '2037.00' },
    daily_quantity: null,
    resets_at: '2026-11-24T00:00:00.000Z',
  },
};
