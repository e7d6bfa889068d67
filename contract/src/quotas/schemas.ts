import { type Static, Type } from 'typebox';
import { quotaPerDayMax } from '../kit/limits.ts';
import { id, nullable } from '../kit/primitives.ts';
import { changeReason, lastSet, listOf, oneOf, oneOfOrNull, request } from '../kit/shapes.ts';

const perDay = (description: string) =>
  Type.Integer({ minimum: 0, maximum: quotaPerDayMax, description });

const members = {
  name: Type.String({ description: 'Name of the quota.' }),
  what: Type.String({ description: 'What is counted, in the plural.' }),
  of: oneOf(['business', 'tenant', 'person', 'network'], 'The kind of its owner.'),
  per_day: perDay('The present limit per UTC day.'),
  default_per_day: perDay('The default limit.'),
};

const QuotaUser = Type.Object(
  {
    name: Type.String({ description: 'Name of the business or person, or the network.' }),
    partner_id: nullable(id('prt', 'Id of the business; null for other owners.')),
    used: perDay('How much of today is used.'),
  },
  { title: 'QuotaUser', description: 'Who uses most of a quota today.' },
);

export const Quota = Type.Object(
  {
    object: Type.Literal('quota'),
    ...members,
    ...lastSet,
    largest: Type.Array(QuotaUser, { description: 'Who uses most of it today, the most first.' }),
  },
  { title: 'Quota', description: 'One daily quota.' },
);
export type Quota = Static<typeof Quota>;
export const QuotaList = listOf('QuotaList', 'Every quota.', Quota);

export const QuotaUse = Type.Object(
  {
    object: Type.Literal('quota_use'),
    ...members,
    mode: oneOfOrNull(['live', 'test'], 'The mode, if live and test are counted separately.'),
    used: perDay('How much of today is used.'),
  },
  { title: 'QuotaUse', description: 'What a business uses of a quota today.' },
);
export const QuotaUseList = listOf('QuotaUseList', 'What a business uses today.', QuotaUse);

export const QuotaSet = request('QuotaSet', 'The daily limit, for everybody.', {
  per_day: nullable(perDay('The limit; 0 allows nothing, null restores the default.')),
  reason: changeReason,
});
