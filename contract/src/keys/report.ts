import { type Static, Type } from 'typebox';
import { apiKeyPattern } from '../kit/limits.ts';

export const KeyReportCreate = Type.Object(
  {
    key: Type.String({
      pattern: apiKeyPattern,
      description: 'The whole leaked key.',
      'x-secret': true,
    }),
  },
  { additionalProperties: false, title: 'KeyReportCreate', description: 'A leaked API key.' },
);
export type KeyReportCreate = Static<typeof KeyReportCreate>;

/** The same reply whether the key is real or not, so that reports cannot be used to try keys. */
export const KeyReport = Type.Object(
  {
    object: Type.Literal('key_report'),
    status: Type.Literal('received', {
      description:
        'A real key is now revoked and its owner notified; any other text changes nothing.',
    }),
  },
  { title: 'KeyReport', description: 'The report was received.' },
);
export type KeyReport = Static<typeof KeyReport>;
