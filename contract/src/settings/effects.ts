import { type Static, Type } from 'typebox';
import { paymentDaysMax } from '../invoicing/terms.ts';
import {
  claimTermMsMax,
  holdSecondsMax,
  holdsOpenMax,
  marginPercentMax,
  partnerRateMax,
  quotaPerDayMax,
  returnHoursMax,
  stockLimitMax,
} from '../kit/limits.ts';
import { nullable } from '../kit/primitives.ts';
import { oneOf } from '../kit/shapes.ts';
import { settingValuePattern } from './value-pattern.ts';

/** Settings whose effect the shop's own data shows. */
export const settingsWithEffect = [
  'approval_limit',
  'credit_limit',
  'invoice_limit',
  'holds_open',
  'hold_seconds',
  'requests_a_minute',
  'orders_a_minute',
  'claim_limit',
  'claim_answer',
  'claim_decision',
  'return_hours',
  'payment_days',
  'price_floor',
  'stock_release',
  'stock_discard',
  'quota',
] as const;
export type SettingWithEffect = (typeof settingsWithEffect)[number];

/**
 * The console call that lists what is counted for each, or that sets it where no call lists that: whoever may not make that call could find out, value by value,
 * what it shows.
 */
export const settingSubjects = {
  approval_limit: 'exportOrders',
  credit_limit: 'listPartnerTransactions',
  invoice_limit: 'exportOrders',
  holds_open: 'listOrders',
  hold_seconds: 'listOrders',
  requests_a_minute: 'setPartnerLimits',
  orders_a_minute: 'setPartnerLimits',
  claim_limit: 'listClaims',
  claim_answer: 'listClaims',
  claim_decision: 'listClaims',
  return_hours: 'listOrders',
  payment_days: 'listPartners',
  price_floor: 'listPriceFloors',
  stock_release: 'listLots',
  stock_discard: 'listLots',
  quota: 'listQuotas',
} as const satisfies Record<SettingWithEffect, string>;

/** The largest value that each setting of a number accepts; amounts have the limit of money. */
export const settingMaxima: Readonly<Partial<Record<SettingWithEffect, number>>> = {
  holds_open: holdsOpenMax,
  hold_seconds: holdSecondsMax,
  requests_a_minute: partnerRateMax,
  orders_a_minute: partnerRateMax,
  claim_answer: claimTermMsMax,
  claim_decision: claimTermMsMax,
  return_hours: returnHoursMax,
  payment_days: paymentDaysMax,
  price_floor: marginPercentMax,
  stock_release: stockLimitMax,
  stock_discard: stockLimitMax,
  quota: quotaPerDayMax,
};

export const SettingEffectQuery = Type.Object(
  {
    setting: oneOf(settingsWithEffect, 'Which setting.'),
    of: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description:
          'Which of them: the id of a business for `approval_limit`, `credit_limit`, `invoice_limit`, `holds_open` and `hold_seconds`; the id of a business or ' +
          'of a key for `requests_a_minute` and `orders_a_minute`; a currency for `claim_limit`, a tier for `claim_answer` and ' +
          '`claim_decision`, a region or `shop` for `price_floor`, the name of a quota.',
      }),
    ),
    value: Type.Optional(
      Type.String({
        pattern: settingValuePattern,
        description:
          'What would be set, in the unit of the setting: an amount, seconds, hours, days, milliseconds, percent or a number; left out: no limit.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const SettingEffect = Type.Object(
  {
    object: Type.Literal('setting_effect'),
    affected: Type.Integer({ minimum: 0, description: 'How many it would have concerned.' }),
    counted: Type.Integer({ minimum: 0, description: 'Of how many.' }),
    days: nullable(
      Type.Integer({ minimum: 1, description: 'Of the last so many days; null: as it is now.' }),
    ),
    is_capped: Type.Boolean({
      description: 'Whether there were more in these days, of which only the latest were counted.',
    }),
  },
  { title: 'SettingEffect', description: 'What a value of a setting would have meant.' },
);
export type SettingEffect = Static<typeof SettingEffect>;
