import { type Static, Type } from 'typebox';
import { claimRatesMax } from '../kit/limits.ts';
import { nullable, time } from '../kit/primitives.ts';
import { oneOf } from '../kit/shapes.ts';

export const ClaimRate = Type.Object(
  {
    name: Type.String({ description: 'Id or name of what it is about.' }),
    title: nullable(Type.String({ description: 'Its name for people, if that differs.' })),
    sold: Type.Integer({ description: 'Codes sold.' }),
    claimed: Type.Integer({ description: 'Codes claimed.' }),
    approved: Type.Integer({ description: 'Codes replaced or refunded.' }),
    rate_bps: nullable(
      Type.Integer({
        description: 'Approved of sold, in basis points; null if none were sold.',
      }),
    ),
  },
  { title: 'ClaimRate', description: 'How much of what was sold was claimed.' },
);
export type ClaimRate = Static<typeof ClaimRate>;
const figure = (description: string) => nullable(Type.Integer({ description }));
export const ClaimFigures = Type.Object(
  {
    object: Type.Literal('claim_figures'),
    from: time('Start of the period for partners, regions and times.'),
    until: time('End of the period.'),
    lots: Type.Array(ClaimRate, {
      maxItems: claimRatesMax,
      description: 'Lots with a claimed code, the highest rate first.',
    }),
    suppliers: Type.Array(ClaimRate),
    partners: Type.Array(ClaimRate, {
      maxItems: claimRatesMax,
      description: 'The highest rate first.',
    }),
    regions: Type.Array(ClaimRate),
    times: Type.Array(
      Type.Object(
        {
          priority: oneOf(['high', 'normal'], 'Priority of the claims.'),
          claims: Type.Integer({ description: 'Claims filed.' }),
          decided: Type.Integer({ description: 'Of these, decided.' }),
          in_time: Type.Integer({ description: 'Decided before the deadline.' }),
          answer_median_ms: figure('Median time to the first response.'),
          decision_median_ms: figure('Median time to the decision.'),
          decision_p90_ms: figure('90th percentile of the time to the decision.'),
        },
        { title: 'ClaimTimes', description: 'How long claims took.' },
      ),
    ),
  },
  {
    title: 'ClaimFigures',
    description: 'Figures of claims by supplier, partner and region, and of our speed.',
  },
);
export type ClaimFigures = Static<typeof ClaimFigures>;
export const ClaimFiguresQuery = Type.Object(
  {
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 3_650, default: 30, description: 'How far back.' }),
    ),
  },
  { additionalProperties: false },
);
