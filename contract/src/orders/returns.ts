import { type Static, Type } from 'typebox';
import { codeTextLengthMax, returnCodesMax } from '../kit/limits.ts';

export const ReturnCreate = Type.Object(
  {
    codes: Type.Array(
      Type.String({
        minLength: 1,
        maxLength: codeTextLengthMax,
        description: 'Id of a code of the order (`cod_…`), never the code itself.',
      }),
      { minItems: 1, maxItems: returnCodesMax, description: 'The codes to return.' },
    ),
  },
  {
    additionalProperties: false,
    title: 'ReturnCreate',
    description: 'The codes to return. Members that are not listed are refused.',
  },
);
export type ReturnCreate = Static<typeof ReturnCreate>;
