import { type Static, Type } from 'typebox';
import { personal } from '../kit/personal.ts';
import { amount, currency, id, money, nullable, time } from '../kit/primitives.ts';
import { partnerRoles } from '../kit/roles.ts';
import { listOf, oneOf, request } from '../kit/shapes.ts';
import { alertKindNames, productLowDefault } from './kinds.ts';

const kind = oneOf(
  alertKindNames,
  'What it warns of: `balance_low` (less than `amount` can be spent), `product_low` (`count` codes or fewer are left), `product_back` ' +
    '(sold out before, and in stock again), `endpoint_failing` (nothing but failures for `count` hours), `key_expires` (within `count` days).',
);
const product = nullable(
  Type.String({ description: 'SKU of the watched product; null for the other kinds.' }),
);
const count = nullable(
  Type.Integer({ description: 'The line in codes, hours or days; null where there is none.' }),
);

/** What one person wants to be warned of. */
export const Alert = Type.Object(
  {
    object: Type.Literal('alert'),
    kind,
    product,
    amount: nullable(money('The line of `balance_low`; null for the other kinds.')),
    currency: currency('Currency of the amount.'),
    count,
    by_email: personal(
      'own',
      Type.Boolean({ description: 'Whether it is sent by e-mail besides the notification.' }),
    ),
    state: oneOf(
      ['armed', 'fired', 'muted', 'off'],
      '`armed`: fires when the line is crossed; `fired`: was sent, and is armed again once the value is well back; `muted`; `off`.',
    ),
    fired_at: nullable(time('When it fired last.')),
    muted_until: nullable(time('Nothing is sent until then.')),
  },
  { title: 'Alert', description: 'What a person wants to be warned of, and where it stands.' },
);
export type Alert = Static<typeof Alert>;
export const AlertList = listOf('AlertList', 'The alerts of this person.', Alert);

export const AlertSet = request('AlertSet', 'An alert as it is to be. It is armed by this.', {
  kind,
  product: Type.Optional(
    Type.String({ minLength: 1, maxLength: 40, description: 'SKU of the product to watch.' }),
  ),
  amount: Type.Optional(amount('The line of `balance_low`, in your currency.')),
  count: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100_000,
      description: `The line in codes, hours or days; ${productLowDefault} codes by default.`,
    }),
  ),
  by_email: personal('own', Type.Boolean({ description: 'Whether to send it by e-mail as well.' })),
  on: Type.Boolean({ description: 'Whether to warn at all; false ends the watch of a product.' }),
  mute_hours: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 720,
      description: 'Send nothing for so many hours; 0 ends it.',
    }),
  ),
});
export type AlertSet = Static<typeof AlertSet>;

/** Who is warned of what, as owners see it. */
export const WarnedPerson = Type.Object(
  {
    object: Type.Literal('warned_person'),
    id: id('usr', 'Id of the person.'),
    name: personal('contact', Type.String({ description: 'Name of the person.' })),
    role: oneOf(partnerRoles, 'Role of the person.'),
    kinds: Type.Array(kind, { description: 'What the person is warned of.' }),
  },
  { title: 'WarnedPerson', description: 'A person of the business, and what they are warned of.' },
);
export type WarnedPerson = Static<typeof WarnedPerson>;
export const WarnedPersonList = listOf(
  'WarnedPersonList',
  'The people of the business.',
  WarnedPerson,
);
