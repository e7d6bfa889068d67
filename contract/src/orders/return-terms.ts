import { type Static, Type } from 'typebox';
import { returnHoursDefault, returnHoursMax } from '../kit/limits.ts';
import { changeReason, lastSet, request } from '../kit/shapes.ts';

const hours = Type.Integer({
  minimum: 0,
  maximum: returnHoursMax,
  description:
    'How many hours after its delivery a code that nobody has read can be returned; 0: codes cannot be returned.',
});

/** Whether and how long partners may return codes. */
export const ReturnTerms = Type.Object(
  {
    object: Type.Literal('return_terms'),
    return_hours: hours,
    default_return_hours: Type.Integer({
      description: `What it is unless set: ${returnHoursDefault}.`,
    }),
    ...lastSet,
  },
  { title: 'ReturnTerms', description: 'How long codes that nobody has read can be returned.' },
);
export type ReturnTerms = Static<typeof ReturnTerms>;

export const ReturnTermsSet = request(
  'ReturnTermsSet',
  'How long codes can be returned; also for orders that were delivered before.',
  { return_hours: hours, reason: changeReason },
);
