import { type Static, Type } from 'typebox';
import { claimStatuses } from '../claims/states.ts';
import { id, nullable, nullableEnum, time } from '../kit/primitives.ts';
import { countedListOf, exportQuery, listOf, listQuery, oneOf } from '../kit/shapes.ts';

/** The outcome of a recalled code; the claim about it says the rest. */
export const recalledCodeOutcomes = [
  'open',
  'replaced',
  'refunded',
  'rejected',
  'withdrawn',
] as const;

const mode = Type.Optional(
  Type.Enum(['live', 'test'], {
    type: 'string',
    default: 'live',
    description: 'Live or test codes.',
  }),
);

const recallFilters = {
  mode,
  unread: Type.Optional(
    Type.Boolean({ description: '`true`: only those that you have not marked as read.' }),
  ),
};
export const RecallListQuery = listQuery(recallFilters);
export const RecallFilters = exportQuery(recallFilters);

export const Recall = Type.Object(
  {
    id: id('rcl', 'Id of the recall.'),
    object: Type.Literal('recall'),
    mode: oneOf(['live', 'test'], 'Whether its codes are live or test ones.'),
    note: Type.String({ description: 'What is wrong with the codes.' }),
    codes: Type.Integer({ minimum: 1, description: 'How many of your codes it concerns.' }),
    noticed_at: time('When we told you.'),
    read_at: nullable(time('When you marked it as read; null until then.')),
  },
  { title: 'Recall', description: 'Codes of yours that must not be sold, as one recall of ours.' },
);
export type Recall = Static<typeof Recall>;
export const RecallList = countedListOf(
  'RecallList',
  'Recalls: first what you have not marked as read, then the newest.',
  Recall,
);

/** The columns of recalls as CSV, in this order. */
export const recallCsvColumns = [
  'id',
  'noticed_at',
  'codes',
  'note',
  'read_at',
] as const satisfies readonly (keyof Recall)[];

export const RecalledCodeQuery = listQuery({ mode });
export const RecalledCodeFilters = exportQuery({ mode });
export const RecallModeQuery = Type.Object({ mode }, { additionalProperties: false });

export const RecalledCode = Type.Object(
  {
    id: id('cod', 'Id of the code.'),
    order_id: id('ord', 'Id of its order.'),
    reference: nullable(Type.String({ description: 'Your own order number, if you gave one.' })),
    sku: Type.String({ description: 'What was bought.' }),
    claim_id: nullable(id('clm', 'The latest claim about it.')),
    claim_status: nullableEnum(claimStatuses, 'The state of that claim.'),
    outcome: nullableEnum(
      recalledCodeOutcomes,
      'Its outcome; `open` until its claim is decided, null without a claim.',
    ),
    replacement: nullable(id('cod', 'The code that replaces it; read it with the order.')),
  },
  { title: 'RecalledCode', description: 'A recalled code, never the code itself.' },
);
export type RecalledCode = Static<typeof RecalledCode>;
export const RecalledCodeList = listOf(
  'RecalledCodeList',
  'The codes of a recall, by order.',
  RecalledCode,
);

/** The columns of the codes of a recall as CSV, in this order. */
export const recalledCodesCsvColumns = [
  'id',
  'order_id',
  'reference',
  'sku',
  'claim_id',
  'claim_status',
  'outcome',
  'replacement',
] as const satisfies readonly (keyof RecalledCode)[];
