import { type Static, Type } from 'typebox';
import { currency, id, money, nullable, time } from '../kit/primitives.ts';
import { line, listOf, listQuery, oneOf, request } from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { SupplierRef, supplierFilter } from '../suppliers/console.ts';

const lotStatuses = [
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
    supplier: Type.String({ description: 'Who sold it to us; empty where nobody said.' }),
    supplier_id: nullable(id('sup', 'Id of who sold it to us; null where nobody said.')),
    file_name: Type.String({ description: 'File that it was.' }),
    status: oneOf(
      lotStatuses,
      'Only a `complete` one is sold from; a `held` one has codes that do not look like its others.',
    ),
    accepted: count('Codes that it brought.'),
    unsold: count('Of them, neither sold nor held; frozen once the lot is recalled.'),
    gone: count('Of them, sold or held by orders that wait.'),
    claimed: count('Times a code of it was claimed.'),
    approved: count('Of them, made good.'),
    imported_by: Type.String({ description: 'Who imported it, as the audit names it.' }),
    created_at: time('When its import began.'),
    recalled_at: nullable(time('When it was recalled; null where it was not.')),
  },
  { title: 'Lot', description: 'A file of a supplier, and what became of its codes.' },
);
export type Lot = Static<typeof Lot>;
export const LotList = listOf('LotList', 'Live lots, newest first.', Lot);
export const LotQuery = listQuery({
  ...supplierFilter,
  status: Type.Optional(oneOf(lotStatuses, 'Only in this state.')),
});

const LotProduct = Type.Object(
  {
    sku: Type.String({ description: 'The product.' }),
    codes: count('Codes that the lot brought.'),
    unsold: count('Of them, neither sold nor held.'),
    elsewhere: count('Codes for sale in other lots: what replacements can come from.'),
  },
  { title: 'LotProduct', description: 'What a lot has of one product.' },
);
const CodeBuyer = Type.Object(
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
    amount: money('What the claims that wait can give away together.'),
    one_person_max: money('Above this a decision takes two people.'),
    needs_two: Type.Boolean({ description: 'Whether deciding them takes two people.' }),
  },
  { title: 'WaitingAmount', description: 'What is at stake in one currency.' },
);
const BulkProposal = Type.Object(
  {
    resolution: nullable(
      Type.String({ description: 'What is proposed; null where it differs by code.' }),
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
    told: count('Businesses that were told.'),
    note: nullable(Type.String({ description: 'What buyers were told is wrong with it.' })),
    amounts: Type.Array(WaitingAmount),
    proposals: Type.Array(BulkProposal),
  },
  { title: 'RecallProgress', description: 'How far a recall has come.' },
);
const CodeForm = Type.Object(
  {
    form: Type.String({
      description: 'How they look, as `XXXX-XXXX`: X letter or digit, 9 digit, x lower case.',
    }),
    codes: count('Codes that look so.'),
    first_line: Type.Integer({
      minimum: 1,
      description: 'Line of the file with the first of them.',
    }),
  },
  { title: 'CodeForm', description: 'How some codes of a lot look; no code is in it.' },
);
const LotOddness = Type.Object(
  {
    usual: CodeForm,
    odd: Type.Array(CodeForm, { description: 'The other forms, most codes first.' }),
  },
  { title: 'LotOddness', description: 'Why a lot is held: its codes do not all look alike.' },
);
export const LotFile = Type.Object(
  {
    ...Lot.properties,
    held: count('Codes held by orders that wait, which get others.'),
    duplicates: count('Rows whose code was there before.'),
    rejected: count('Rows that could not be taken.'),
    held_because: nullable(LotOddness),
    products: Type.Array(LotProduct),
    buyers: Type.Array(CodeBuyer, { description: 'Who has codes of it, most codes first.' }),
    recall: RecallProgress,
  },
  { title: 'LotFile', description: 'A lot with who has its codes and how its recall stands.' },
);
export type LotFile = Static<typeof LotFile>;

export const LotDecision = request('LotDecision', 'What becomes of a held lot, and why.', {
  reason: line(500, 'Why, for the record.'),
});

export const ClaimChoices = Type.Object(
  {
    object: Type.Literal('claim_choices'),
    suppliers: Type.Array(SupplierRef, { description: 'By name, archived ones too.' }),
    regions: Type.Array(Type.String(), { description: 'Regions with products.' }),
  },
  { title: 'ClaimChoices', description: 'What claims and lots can be narrowed down to.' },
);
