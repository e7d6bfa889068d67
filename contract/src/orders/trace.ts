import { type Static, Type } from 'typebox';
import { claimStatuses } from '../claims/states.ts';
import { codeTextLengthMax } from '../kit/limits.ts';
import { id, nullable, nullableEnum, time } from '../kit/primitives.ts';
import { oneOfOrNull, request } from '../kit/shapes.ts';
import { codeStatuses } from './codes.ts';

export const CodeTrace = request('CodeTrace', 'The code to find.', {
  code: Type.String({
    minLength: 1,
    maxLength: codeTextLengthMax,
    description: 'Its id, or the code itself. The text is stored nowhere.',
    'x-secret': true,
  }),
});

export const TracedCode = Type.Object(
  {
    id: id('cod', 'Id of the code.'),
    object: Type.Literal('traced_code'),
    sku: Type.String({ description: 'Name of the product.' }),
    lot_id: id('lot', 'Its lot.'),
    supplier_id: nullable(id('sup', 'Who sold the lot; null if nobody said.')),
    supplier: nullable(Type.String({ description: 'Name of the supplier.' })),
    recalled_at: nullable(time('When its lot was recalled.')),
    order_id: nullable(id('ord', 'The delivered order that has it; null: none.')),
    mode: oneOfOrNull(['live', 'test'], 'Mode of that order.'),
    partner_id: nullable(id('prt', 'Its buyer.')),
    partner: nullable(Type.String({ description: 'Name of the buyer.' })),
    status: oneOfOrNull(
      codeStatuses,
      'Whether the buyer has it, or it was replaced, refunded or returned.',
    ),
    delivered_at: nullable(time('When it was delivered.')),
    read: Type.Boolean({ description: 'Whether its buyer has read it, or named it by its text.' }),
    read_at: nullable(time('When it was first read here.')),
    claim_id: nullable(id('clm', 'The latest claim about it.')),
    claim_status: nullableEnum(claimStatuses, 'The state of that claim.'),
  },
  {
    title: 'TracedCode',
    description: 'Where a code came from and who has it, never the code itself.',
  },
);
export type TracedCode = Static<typeof TracedCode>;
