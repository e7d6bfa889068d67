import { type Static, Type } from 'typebox';
import { id, mayGrow, nullable, time } from '../kit/primitives.ts';
import { listOf, oneOf, request } from '../kit/shapes.ts';
import { certificationCheckNames, certificationStates, certificationsMax } from './checks.ts';

/** Two hours: a run takes minutes, and what is older shows nothing of it. */
const TOOK_SECONDS_MAX = 7_200;

const version = Type.String({
  pattern: '^[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}$',
  description: 'Version of the program that checked.',
});

export const CertificationCreate = request(
  'CertificationCreate',
  'The result of a run of `psnb2b certify`.',
  {
    checks: Type.Array(
      Type.Object(
        {
          check: oneOf(certificationCheckNames, 'The check.'),
          state: oneOf(certificationStates, 'What its run showed.'),
        },
        { additionalProperties: false },
      ),
      {
        minItems: 1,
        maxItems: certificationCheckNames.length,
        description: 'Each check at most once; those that are left out were not seen.',
      },
    ),
    program_version: version,
    took_seconds: Type.Integer({
      minimum: 1,
      maximum: TOOK_SECONDS_MAX,
      description:
        'How long the run took until now, two hours at most: what we recorded in that time is compared with it.',
    }),
  },
);
export type CertificationCreate = Static<typeof CertificationCreate>;

export const CertificationCheck = Type.Object({
  check: Type.Enum([...certificationCheckNames], { ...mayGrow, description: 'The check.' }),
  state: Type.Enum([...certificationStates], {
    ...mayGrow,
    description: 'What was reported: `passed`, `failed` or `not_seen`.',
  }),
  seen_at: nullable(
    time('When our own records of the run show it, whatever was reported; null if they do not.'),
  ),
});
export type CertificationCheck = Static<typeof CertificationCheck>;

export const Certification = Type.Object(
  {
    object: Type.Literal('certification'),
    reported_at: time('When it was reported.'),
    began_at: time('When the run began, as it was reported.'),
    key_id: id('key', 'The test key that reported it.'),
    program_version: version,
    passed: Type.Boolean({ description: 'Whether every check was reported as passed.' }),
    checks: Type.Array(CertificationCheck, { description: 'Every check, in order.' }),
    webhook_answered_at: nullable(
      time(
        'When a test endpoint last answered a webhook of ours with 2xx in the run; null if none did.',
      ),
    ),
  },
  {
    title: 'Certification',
    description:
      'What a business reported of its program in test mode, and what our own records of it show.',
  },
);
export type Certification = Static<typeof Certification>;
export const CertificationList = listOf(
  'CertificationList',
  `Newest first; a business has at most ${certificationsMax}.`,
  Certification,
);
