import { type Static, Type } from 'typebox';
import { stockLimitMax } from '../kit/limits.ts';
import { currency, id, money, nullable, time } from '../kit/primitives.ts';
import {
  changeReason,
  exportQuery,
  line,
  listOf,
  listQuery,
  oneOf,
  request,
  searchQuery,
} from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { SupplierRef, supplierFilter } from '../suppliers/console.ts';

export const lotStatuses = [
  'importing',
  'held',
  'complete',
  'discarding',
  'discarded',
  'recalled',
] as const;
export const recallResolutions = ['replaced', 'refunded', 'replaced_or_refunded'] as const;
const count = (description: string) => Type.Integer({ minimum: 0, description });

export const Lot = Type.Object(
  {
    id: id('lot', 'Id of the lot.'),
    object: Type.Literal('lot'),
    supplier: Type.String({ description: 'Its supplier; empty if unknown.' }),
    supplier_id: nullable(id('sup', 'Id of its supplier; null if unknown.')),
    file_name: Type.String({ description: 'Its file.' }),
    status: oneOf(
      lotStatuses,
      'Codes are sold only from `complete` lots; a `held` lot has codes that differ from its others.',
    ),
    accepted: count('Imported codes.'),
    unsold: count('Of them, neither sold nor on hold; frozen once the lot is recalled.'),
    gone: count('Of them, sold or on hold for pending orders.'),
    claimed: count('Times a code of it was claimed.'),
    approved: count('Of them, replaced or refunded.'),
    imported_by: Type.String({ description: 'Who imported it, as the audit names it.' }),
    created_at: time('When its import began.'),
    recalled_at: nullable(time('When it was recalled; null if it was not.')),
  },
  { title: 'Lot', description: 'A file of a supplier, and what happened to its codes.' },
);
export type Lot = Static<typeof Lot>;
export const LotList = listOf('LotList', 'Live lots, newest first.', Lot);
const filters = {
  ...searchQuery('Part of the name of a file or a supplier, or the id of a lot.'),
  ...supplierFilter,
  status: Type.Optional(oneOf(lotStatuses, 'Only in this state.')),
};
export const LotQuery = listQuery(filters);
export const LotFilters = exportQuery(filters);
/** The columns of the CSV of lots, in this order. */
export const lotCsvColumns = [
  'id',
  'created_at',
  'file_name',
  'supplier',
  'status',
  'accepted',
  'unsold',
  'gone',
  'claimed',
  'approved',
  'recalled_at',
] as const satisfies readonly (keyof Lot)[];

const LotProduct = Type.Object(
  {
    sku: Type.String({ description: 'The product.' }),
    codes: count('Imported codes of the lot.'),
    unsold: count('Of them, neither sold nor on hold.'),
    waiting: count('Of them, in open claims of its recall.'),
    elsewhere: count('Codes for sale in other lots, for replacements.'),
  },
  { title: 'LotProduct', description: 'The codes of one product in a lot.' },
);
export const CodeBuyer = Type.Object(
  {
    partner: PartnerRef,
    mode: oneOf(['live', 'test'], 'Of its live or test orders.'),
    orders: count('Orders with codes of the lot.'),
    codes: count('Codes of the lot.'),
    amount: money('What they paid for them.'),
    currency: currency('Currency of the amount.'),
  },
  { title: 'CodeBuyer', description: 'A business that has codes of the lot.' },
);
const WaitingAmount = Type.Object(
  {
    currency: currency('Currency of the amounts.'),
    amount: money('The most that the waiting claims can cost together.'),
    one_person_max: money('A decision above this amount needs two people.'),
    needs_two: Type.Boolean({ description: 'Whether deciding them needs two people.' }),
  },
  { title: 'WaitingAmount', description: 'What is at stake in one currency.' },
);
const BulkProposal = Type.Object(
  {
    resolution: nullable(
      Type.String({ description: 'The proposed resolution; null if it differs by code.' }),
    ),
    by: Type.String({ description: 'Who proposed it, as the audit names it.' }),
    name: nullable(Type.String({ description: 'The name of that person.' })),
    claims: count('Claims it is proposed for.'),
  },
  { title: 'BulkProposal', description: 'A decision that waits for a second person.' },
);
const RecallProgress = Type.Object(
  {
    claims: count('Claims that the recall opened.'),
    waiting: count('Of them, not decided.'),
    approved: count('Of them, approved.'),
    rejected: count('Of them, rejected or withdrawn.'),
    replaced_codes: count('Codes that were replaced.'),
    refunded_codes: count('Codes that were refunded.'),
    told: count('Notified businesses.'),
    note: nullable(Type.String({ description: 'What is wrong with it, as buyers read it.' })),
    amounts: Type.Array(WaitingAmount),
    proposals: Type.Array(BulkProposal),
  },
  { title: 'RecallProgress', description: 'The progress of a recall.' },
);
const CodeForm = Type.Object(
  {
    form: Type.String({
      description: 'Their form, as `XXXX-XXXX`: X letter or digit, 9 digit, x lower case.',
    }),
    codes: count('Codes of this form.'),
    first_line: Type.Integer({
      minimum: 1,
      description: 'Line of the file with the first of them.',
    }),
  },
  { title: 'CodeForm', description: 'The form of some codes of a lot; contains no code.' },
);
export const LotOddness = Type.Object(
  {
    usual: CodeForm,
    odd: Type.Array(CodeForm, { description: 'The other forms, most codes first.' }),
  },
  { title: 'LotOddness', description: 'Why a lot is held: its codes do not all look alike.' },
);
export const LotFile = Type.Object(
  {
    ...Lot.properties,
    held: count('Codes on hold for pending orders, which get others.'),
    imported_by_name: nullable(Type.String({ description: 'The name of that person.' })),
    for_sale: count('Codes for sale.'),
    discarded: count('Unsold codes that were taken off sale for good.'),
    needs_other: Type.Boolean({
      description: 'Whether it is held because it is large: whoever imported it cannot confirm it.',
    }),
    is_own: Type.Boolean({ description: 'Whether you imported it.' }),
    duplicates: count('Rows whose code was already imported.'),
    rejected: count('Rejected rows.'),
    held_because: nullable(LotOddness),
    products: Type.Array(LotProduct),
    buyers: Type.Array(CodeBuyer, { description: 'Its buyers, most codes first.' }),
    recall: RecallProgress,
  },
  { title: 'LotFile', description: 'A lot with its buyers and the progress of its recall.' },
);
export type LotFile = Static<typeof LotFile>;

export const LotDecision = request('LotDecision', 'The decision on a held lot, and the reason.', {
  reason: line(500, 'The reason, for the audit log.'),
});

export const UnsoldDiscard = request(
  'UnsoldDiscard',
  'The codes for sale that you saw, and the reason.',
  {
    codes: Type.Integer({ minimum: 1, description: 'How many codes of the lot are for sale.' }),
    reason: line(500, 'The reason, for the audit log.'),
  },
);

const releaseCodes = nullable(
  Type.Integer({
    minimum: 1,
    maximum: stockLimitMax,
    description:
      'How many codes one person may import within a day and put up for sale; a lot beyond it waits for somebody else. Null: ' +
      'any number.',
  }),
);
const discardCodes = Type.Integer({
  minimum: 0,
  maximum: stockLimitMax,
  description: 'How many unsold codes one person may discard within a day.',
});
export const StockLimits = Type.Object(
  {
    object: Type.Literal('stock_limits'),
    release_codes: releaseCodes,
    discard_codes: discardCodes,
    set_at: nullable(time('When they were set; null for the defaults.')),
    set_by: nullable(Type.String({ description: 'Who set them.' })),
  },
  { title: 'StockLimits', description: 'What one person may do alone with stock.' },
);
export type StockLimits = Static<typeof StockLimits>;
export const StockLimitsSet = request('StockLimitsSet', 'What one person may do alone.', {
  release_codes: releaseCodes,
  discard_codes: discardCodes,
  reason: changeReason,
});

export const ClaimChoices = Type.Object(
  {
    object: Type.Literal('claim_choices'),
    suppliers: Type.Array(SupplierRef, { description: 'By name, archived ones too.' }),
    regions: Type.Array(Type.String(), { description: 'Regions with products.' }),
  },
  { title: 'ClaimChoices', description: 'The filters of claims and lots.' },
);
