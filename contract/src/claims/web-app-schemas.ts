import { type Static, Type } from 'typebox';
import { claimCodesMax, claimTextLengthMax } from '../kit/limits.ts';
import { personal } from '../kit/personal.ts';
import { currency, id, money, nullable, nullableEnum, time } from '../kit/primitives.ts';
import {
  countedListOf,
  exportQuery,
  line,
  listQuery,
  oneOf,
  request,
  searchQuery,
  text,
} from '../kit/shapes.ts';
import { PartnerRef } from '../kyc/schemas.ts';
import { recallResolutions } from '../lots/schemas.ts';
import { withdrawnStates } from '../lots/withdrawn.ts';
import { Claim, ClaimCode, ClaimCreate, ClaimEvidence, ClaimMessage } from './schemas.ts';
import { claimReasons, claimResolutions, claimStatuses } from './states.ts';

const mode = Type.Optional(
  Type.Enum(['live', 'test'], {
    type: 'string',
    default: 'live',
    description: 'Claims of live or of test orders.',
  }),
);
const status = Type.Optional(oneOf(claimStatuses, 'Only claims in this state.'));
const someId = (description: string) => Type.Optional(Type.String({ maxLength: 60, description }));

const portalFilters = {
  ...searchQuery('Part of your own order number, or the id of a claim or of an order.'),
  mode,
  status,
  reason: Type.Optional(oneOf(claimReasons, 'Only claims for this reason.')),
  order_id: someId('Only claims on this order.'),
};
export const PortalClaimQuery = listQuery(portalFilters);
export const PortalClaimFilters = exportQuery(portalFilters);
export const ClaimModeQuery = Type.Object({ mode }, { additionalProperties: false });
const ofOrder = {
  order: Type.Object(
    {
      id: id('ord', 'Id of the order.'),
      reference: nullable(Type.String({ description: 'Your own order number, if you gave one.' })),
      sku: Type.String({ description: 'What was bought.' }),
      quantity: Type.Integer({ minimum: 1, description: 'How many codes were bought.' }),
    },
    { title: 'OrderOfClaim', description: 'The order of the claimed codes.' },
  ),
  amount: money('What the claimed codes cost together.'),
};
export const PortalClaimRow = Type.Object(
  { ...Claim.properties, ...ofOrder },
  { title: 'ClaimRow', description: 'A claim with its order.' },
);
export type PortalClaimRow = Static<typeof PortalClaimRow>;
export const PortalClaimList = countedListOf('ClaimList', 'Claims, newest first.', PortalClaimRow);
const conversation = {
  messages: Type.Array(ClaimMessage, { description: 'Newest first.' }),
  files: Type.Array(ClaimEvidence, { description: 'Evidence, oldest first.' }),
};
export const PortalClaim = Type.Object(
  {
    ...PortalClaimRow.properties,
    waiting_since: nullable(time('Since when it waits for you; its deadline is paused.')),
    ...conversation,
  },
  { title: 'ClaimFile', description: 'A claim with its conversation and its evidence.' },
);
export type PortalClaim = Static<typeof PortalClaim>;
export const PortalClaimCreate = Type.Object(
  { ...ClaimCreate.properties, mode },
  {
    additionalProperties: false,
    title: 'ClaimCreate',
    description: 'What is claimed, and why.',
  },
);
export type PortalClaimCreate = Static<typeof PortalClaimCreate>;

const QueuedOrder = Type.Object(
  {
    id: id('ord', 'Id of the order.'),
    reference: nullable(Type.String({ description: 'The partner’s own number, if it has one.' })),
    sku: Type.String({ description: 'What was bought.' }),
    quantity: Type.Integer({ minimum: 1, description: 'How many codes were bought.' }),
  },
  { title: 'QueuedOrder', description: 'The order of a claim in the queue.' },
);
export const QueuedClaim = Type.Object(
  {
    ...Claim.properties,
    partner: PartnerRef,
    order: QueuedOrder,
    late: Type.Boolean({
      description: 'Accepted after the claim window, because the fault is ours.',
    }),
    overdue: Type.Boolean({ description: 'Whether a deadline has passed.' }),
    amount: money('What its codes cost together.'),
    proposed: Type.Boolean({ description: 'Whether a decision waits for a second person.' }),
  },
  { title: 'QueuedClaim', description: 'A line of the queue.' },
);
export type QueuedClaim = Static<typeof QueuedClaim>;
export const QueuedClaimList = countedListOf(
  'QueuedClaimList',
  'Claims to decide: high priority first, then age.',
  QueuedClaim,
);
/** What a claim in the queue may wait for besides a decision. */
export const queueWaits = ['us', 'overdue', 'second_person'] as const;
export const QueueQuery = listQuery({
  mode: Type.Optional(
    Type.Enum(['live', 'test'], {
      type: 'string',
      default: 'live',
      description: 'Live claims, or those of test mode.',
    }),
  ),
  status,
  waiting: Type.Optional(
    oneOf(
      queueWaits,
      '`us`: staff have to act, not the partner. `overdue`: a deadline has passed. `second_person`: a decision is proposed.',
    ),
  ),
  reason: Type.Optional(oneOf(claimReasons, 'Only for this reason.')),
  region: Type.Optional(Type.String({ maxLength: 2, description: 'Only of this region.' })),
  partner_id: someId('Only of this business.'),
  lot_id: someId('Only with codes of this lot.'),
  supplier_id: someId('Only with codes of the supplier with this id.'),
});

export const CodeOrigin = Type.Object(
  {
    lot_id: id('lot', 'Its lot.'),
    supplier: Type.String({ description: 'Supplier of the lot; empty if unknown.' }),
    supplier_id: nullable(id('sup', 'Id of the supplier of the lot; null if unknown.')),
    file_name: Type.String({ description: 'File of the lot.' }),
    imported_by: Type.String({ description: 'Who imported it.' }),
    imported_at: nullable(time('When.')),
    recalled_at: nullable(time('When the lot was recalled; null if it was not.')),
    cost: nullable(money('What it cost us; null if the file does not say.')),
    cost_currency: currency('Currency of the cost.'),
  },
  { title: 'CodeOrigin', description: 'The origin of a code.' },
);
export const StaffClaimCode = Type.Object(
  {
    ...ClaimCode.properties,
    price: money('What the partner paid.'),
    delivered_at: time('When it was delivered.'),
    origin: CodeOrigin,
    recovery: nullable(
      Type.String({ description: 'State of the supplier claim: due, asked, recovered, …' }),
    ),
    known: Type.Boolean({
      description:
        'Whether somebody has read it, or its partner named it by its text. Replacing or refunding an unread code withdraws it.',
    }),
    withdrawn: nullableEnum(
      withdrawnStates,
      'What happened to it after it was withdrawn; null if it was not.',
    ),
  },
  { title: 'StaffClaimCode', description: 'A code of a claim, with its origin.' },
);
const RevealEntry = Type.Object(
  {
    at: time('When.'),
    reader: Type.String({ description: 'Who, as the audit names it.' }),
    address: personal('evidence', nullable(Type.String({ description: 'To which address.' }))),
    request_id: nullable(Type.String({ description: 'In which request.' })),
    codes: Type.Integer({ description: 'How many codes.' }),
  },
  { title: 'RevealEntry', description: 'One reading of the order’s codes.' },
);
const ClaimRef = Type.Object(
  {
    id: id('clm', 'Id of the claim.'),
    status: oneOf(claimStatuses, 'Where it stands.'),
    reason: oneOf(claimReasons, 'Why it was filed.'),
    codes: Type.Integer({ description: 'How many codes.' }),
    created_at: time('When it was filed.'),
  },
  { title: 'ClaimRef', description: 'Another claim.' },
);
const decided = {
  id: id('cod', 'Id of the code.'),
  resolution: oneOf(claimResolutions, 'Its resolution.'),
  detail: Type.Optional(
    nullable(text(claimTextLengthMax, 'Why it is rejected; the partner reads it.')),
  ),
};
const CodeDecision = Type.Object(decided, {
  additionalProperties: false,
  title: 'CodeDecision',
  description: 'The decision on one code.',
});
const DecisionEntry = Type.Object(
  {
    state: oneOf(['proposed', 'dropped', 'taken'], '`proposed` waits for a second person.'),
    codes: Type.Array(CodeDecision),
    or_refund: Type.Boolean({ description: 'Refund codes that cannot be replaced.' }),
    amount: money('Its amount.'),
    needs_two: Type.Boolean({ description: 'Whether it needs two people.' }),
    proposed_by: Type.String({ description: 'Who proposed or executed it.' }),
    proposed_at: time('When.'),
    taken_by: nullable(Type.String({ description: 'Who executed it.' })),
    taken_at: nullable(time('When.')),
  },
  { title: 'DecisionEntry', description: 'A decision, or a proposal of one.' },
);

export const StaffClaim = Type.Object(
  {
    ...QueuedClaim.properties,
    filed_by: Type.String({ description: 'Who filed it, as the audit names it.' }),
    lot_id: nullable(id('lot', 'Lot whose recall opened it.')),
    codes: Type.Array(StaffClaimCode),
    order: Type.Object(
      {
        id: id('ord', 'Id of the order.'),
        sku: Type.String({ description: 'What was bought.' }),
        quantity: Type.Integer({ description: 'How many codes.' }),
        unit_price: money('Price of one.'),
        total: money('Price of all.'),
        reference: nullable(Type.String({ description: 'The partner’s own number.' })),
        delivered_at: nullable(time('When it was delivered.')),
      },
      { title: 'ClaimedOrder', description: 'The order, in short.' },
    ),
    one_person_max: money('A decision above this amount needs two people.'),
    one_person_left: money(
      'How much of it is left to you here, after what single people approved for the order, and recently for the business and by you.',
    ),
    opened_by_you: Type.Boolean({
      description: 'Whether you opened it: then a decision always needs two people.',
    }),
    stock: Type.Object(
      {
        available: Type.Integer({ description: 'Codes of the product for sale.' }),
        elsewhere: Type.Integer({ description: 'Of them, in lots of none of these codes.' }),
      },
      { title: 'ReplacementStock', description: 'The stock for replacements.' },
    ),
    names: Type.Record(Type.String(), Type.String(), {
      description: 'Names of people and keys, by their actor names in the audit.',
    }),
    reveals: Type.Array(RevealEntry, { description: 'Newest first.' }),
    decisions: Type.Array(DecisionEntry, { description: 'Oldest first.' }),
    claims_of_lots: Type.Array(ClaimRef, { description: 'Newest others of the same lots.' }),
    claims_of_partner: Type.Array(ClaimRef, { description: 'Newest others of the business.' }),
    ...conversation,
  },
  { title: 'StaffClaim', description: 'A claim with everything that the decision depends on.' },
);
export type StaffClaim = Static<typeof StaffClaim>;

export const ClaimDecision = request('ClaimDecision', 'A decision on every code of a claim.', {
  codes: Type.Array(CodeDecision, {
    minItems: 1,
    maxItems: claimCodesMax,
    description: 'Each code once.',
  }),
  or_refund: Type.Optional(
    Type.Boolean({ default: false, description: 'Refund codes that cannot be replaced.' }),
  ),
});
export type ClaimDecision = Static<typeof ClaimDecision>;
export const DecidedClaim = Type.Object(
  {
    object: Type.Literal('decided_claim'),
    outcome: oneOf(
      ['taken', 'proposed'],
      '`proposed`: a second person must make the same decision.',
    ),
    claim: StaffClaim,
  },
  { title: 'DecidedClaim', description: 'The outcome of a decision.' },
);
export type DecidedClaim = Static<typeof DecidedClaim>;
export const StaffClaimMessage = request('StaffClaimMessage', 'A message to the partner.', {
  text: text(claimTextLengthMax, 'Plain text.'),
  ask: Type.Optional(
    Type.Boolean({ default: false, description: 'The claim waits for the partner.' }),
  ),
});
export const StaffClaimCreate = Type.Object(
  {
    ...ClaimCreate.properties,
    partner_id: Type.String({ maxLength: 60, description: 'Whose order it is.' }),
    late: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'After the claim window, because the fault is ours; audited as such.',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'StaffClaimCreate',
    description: 'A claim for a partner.',
  },
);

export const LotRecallCreate = request('LotRecallCreate', 'What is wrong with a lot.', {
  note: line(1_000, 'Every buyer reads it.'),
});
export const LotRecall = Type.Object(
  {
    object: Type.Literal('lot_recall'),
    lot_id: id('lot', 'The lot.'),
    unsold: Type.Integer({ description: 'Codes that are frozen.' }),
    held: Type.Integer({ description: 'Codes on hold for pending orders, which get others.' }),
    sold: Type.Integer({ description: 'Codes that partners have.' }),
    buyers: Type.Array(
      Type.Object(
        {
          partner: PartnerRef,
          mode: oneOf(['live', 'test'], 'Of its live or test orders.'),
          orders: Type.Integer({ description: 'Orders with codes of the lot.' }),
          codes: Type.Integer({ description: 'Codes of the lot.' }),
          claims: Type.Array(Type.String(), { description: 'Claims opened now.' }),
          claimed_before: Type.Integer({ description: 'Codes in claims already.' }),
          told: Type.Boolean({ description: 'Whether it was notified now; once per lot.' }),
        },
        { title: 'LotBuyer', description: 'A business that has codes of the lot.' },
      ),
    ),
  },
  { title: 'LotRecall', description: 'The result of a recall.' },
);
export type LotRecall = Static<typeof LotRecall>;
export const RecallResolve = request('RecallResolve', 'One decision on all claims of a recall.', {
  resolution: oneOf(recallResolutions, 'The resolution of every code.'),
});
export type RecallResolve = Static<typeof RecallResolve>;
export const RecallResolved = Type.Object(
  {
    object: Type.Literal('recall_resolved'),
    taken: Type.Integer({ description: 'Claims decided now.' }),
    proposed: Type.Integer({ description: 'Claims that wait for a second person.' }),
    refused: Type.Record(Type.String(), Type.Integer(), {
      description: 'Skipped claims, by the code of the refusal.',
    }),
  },
  { title: 'RecallResolved', description: 'The outcome.' },
);
export type RecallResolved = Static<typeof RecallResolved>;
