import { type Static, Type } from 'typebox';
import { apiKeyPattern } from '../kit/limits.ts';

export const KeyReportCreate = Type.Object(
  {
    key: Type.String({
      pattern: apiKeyPattern,
      description: 'The whole key that was found somewhere it should not be.',
      'x-secret': true,
    }),
  },
  { additionalProperties: false, title: 'KeyReportCreate', description: 'A leaked API key.' },
);
export type KeyReportCreate = Static<typeof KeyReportCreate>;

/** The same reply whether the key is real or not, so that reporting cannot be used to try keys. */
export const KeyReport = Type.Object(
  {
    object: Type.Literal('key_report'),
    status: Type.Literal('received', {
      description: 'A real key is revoked by now and its owner told; any other changes nothing.',
    }),
  },
  { title: 'KeyReport', description: 'The report was received.' },
);
export type KeyReport = Static<typeof KeyReport>;
