import { type Static, Type } from 'typebox';
import { UploadedFile } from '../files/schemas.ts';
import { claimCodesMax, claimTextLengthMax, codeTextLengthMax } from '../kit/limits.ts';
import {
  currency,
  id,
  Mode,
  money,
  nullable,
  pageMembers,
  pageQuery,
  repeatable,
  time,
} from '../kit/primitives.ts';
import { idParam } from '../kit/shapes.ts';
import {
  type ClaimReason,
  type ClaimResolution,
  claimEvidenceItems,
  claimOrigins,
  claimPriorities,
  claimReasons,
  claimResolutions,
  claimStatuses,
} from './states.ts';

export const ClaimStatusSchema = Type.Enum([...claimStatuses], {
  type: 'string',
  description:
    '`open`: filed. `under_review`: support works on it. `needs_info`: it waits for you. `approved` (at least one ' +
    'code was replaced or refunded), `rejected` and `withdrawn` are final.',
});

const reasonsExplained =
  '`invalid`: not recognised or not activated. `wrong_region`: region or denomination differs from what was ' +
  'ordered. `failed`: incomplete or corrupted, or not received. `already_redeemed`: used before; decided case by case.';

const ClaimReasonSchema = Type.Enum([...claimReasons], {
  type: 'string',
  description: reasonsExplained,
});

const hyphenated = (reason: string) => reason.replaceAll('_', '-');

/** A reason in a request: a hyphen is accepted in place of the underscore. */
export const ClaimReasonInput = Type.Unsafe<ClaimReason | 'wrong-region' | 'already-redeemed'>({
  type: 'string',
  enum: [...new Set([...claimReasons, ...claimReasons.map(hyphenated)])],
  description: `${reasonsExplained} A hyphen is read as an underscore.`,
});
export type ClaimReasonInput = Static<typeof ClaimReasonInput>;

/** The reason with underscores. */
export function claimReasonOf(given: ClaimReasonInput): ClaimReason {
  return given.replaceAll('-', '_') as ClaimReason;
}

const OrderId = Type.String({
  maxLength: 64,
  description: 'Id of the delivered order.',
});

export const ClaimCreate = Type.Object(
  {
    order_id: OrderId,
    codes: Type.Array(
      Type.String({
        minLength: 1,
        maxLength: codeTextLengthMax,
        description: 'Id of a code of the order, or the code itself.',
        'x-secret': true,
      }),
      {
        minItems: 1,
        maxItems: claimCodesMax,
        description: 'The codes that did not work. Prefer ids: they are no secret.',
      },
    ),
    reason: ClaimReasonInput,
    description: Type.String({
      minLength: 1,
      maxLength: claimTextLengthMax,
      description:
        'What happened, in your words. Codes of the order in it are replaced by their ids before it is stored.',
    }),
  },
  {
    additionalProperties: false,
    title: 'ClaimCreate',
    description: 'What is claimed, and why. Members that are not listed are refused.',
  },
);
export type ClaimCreate = Static<typeof ClaimCreate>;

export const ClaimCode = Type.Object(
  {
    id: id('cod', 'Id of the code.'),
    resolution: Type.Unsafe<ClaimResolution | null>({
      type: ['string', 'null'],
      enum: [...claimResolutions, null],
      description: 'Its outcome; null until the claim is decided, or if it was withdrawn.',
    }),
    detail: nullable(Type.String({ description: 'Why it was rejected, if it was.' })),
    replacement: nullable(
      Type.String({ description: 'Id of the code that replaces it; read it with the order.' }),
    ),
    refund: nullable(
      Type.String({ description: 'The refund for it, in the currency of the claim.' }),
    ),
    claimable_until: time('The last moment to claim it.'),
  },
  { title: 'ClaimCode', description: 'One code of a claim, never the code itself.' },
);
export type ClaimCode = Static<typeof ClaimCode>;

const WantedEvidence = Type.Object(
  {
    item: Type.String({ description: 'Name to send with an upload.' }),
    detail: Type.String({ description: 'What to send, in one sentence.' }),
    given: Type.Boolean({ description: 'Whether a file was sent with this name.' }),
  },
  { title: 'WantedEvidence', description: 'Evidence that speeds up the decision.' },
);

export const Claim = Type.Object(
  {
    id: id('clm', 'Id of the claim.'),
    object: Type.Literal('claim'),
    mode: Mode,
    status: ClaimStatusSchema,
    order_id: id('ord', 'Id of the order.'),
    reason: ClaimReasonSchema,
    description: Type.String({ description: 'What was reported.' }),
    priority: Type.Enum([...claimPriorities], {
      type: 'string',
      description: '`high` when you had an active live API key at filing. High comes first.',
    }),
    origin: Type.Enum([...claimOrigins], {
      type: 'string',
      description:
        '`partner`: you filed it. `staff`: we did for you. `recall`: its lot was recalled.',
    }),
    codes: Type.Array(ClaimCode, { description: 'The codes claimed.' }),
    currency: currency('Currency of every refund here.'),
    refunded: money('The sum of its refunds.'),
    evidence: Type.Array(WantedEvidence, {
      description:
        'The evidence that helps for this reason; nothing for a claim that a recall opened, unless you gave some.',
    }),
    created_at: time('When it was filed.'),
    answer_due_at: time('Deadline of the first response.'),
    decision_due_at: time('Deadline of the decision; it is paused while we wait for you.'),
    first_answered_at: nullable(time('When we first responded.')),
    decided_at: nullable(time('When it was decided or withdrawn.')),
    sequence: Type.Integer({
      minimum: 1,
      description: "Count of this claim's transitions; `open` is 1. A higher one is newer.",
    }),
  },
  { title: 'Claim', description: 'A claim on codes of one order. Holds no code.' },
);
export type Claim = Static<typeof Claim>;

export const ClaimList = Type.Object(
  { object: Type.Literal('list'), data: Type.Array(Claim), ...pageMembers },
  { title: 'ClaimList', description: 'A page of claims, newest first.' },
);
export type ClaimList = Static<typeof ClaimList>;

export const ClaimListQuery = Type.Object(
  {
    status: Type.Optional(
      repeatable(Type.Enum([...claimStatuses], { type: 'string' }), 'Only claims in this state.'),
    ),
    reason: Type.Optional(repeatable(ClaimReasonInput, 'Only claims for this reason.')),
    order_id: Type.Optional(OrderId),
    created_after: Type.Optional(time('Only claims filed later than this moment.')),
    created_before: Type.Optional(time('Only claims filed earlier than this moment.')),
    ...pageQuery,
  },
  { additionalProperties: false },
);
export type ClaimListQuery = Static<typeof ClaimListQuery>;

export const ClaimParams = idParam(
  'claim_id',
  'Id of the claim.',
  'clm_01m8550q5wfh09e40j8f80ga9b',
);

export const ClaimMessageCreate = Type.Object(
  {
    text: Type.String({
      minLength: 1,
      maxLength: claimTextLengthMax,
      description:
        'Plain text. Codes of the order in it are replaced by their ids before it is stored.',
    }),
  },
  {
    additionalProperties: false,
    title: 'ClaimMessageCreate',
    description: 'The message.',
  },
);
export type ClaimMessageCreate = Static<typeof ClaimMessageCreate>;

export const ClaimMessage = Type.Object(
  {
    id: id('msg', 'Id of the message.'),
    object: Type.Literal('claim_message'),
    claim_id: id('clm', 'Id of the claim.'),
    from: Type.Enum(['partner', 'staff'], {
      type: 'string',
      description: 'Which side wrote it.',
    }),
    text: Type.String({ description: 'Plain text; never HTML or Markdown.' }),
    created_at: time('When it was sent.'),
  },
  { title: 'ClaimMessage', description: 'One message of the conversation about a claim.' },
);
export type ClaimMessage = Static<typeof ClaimMessage>;

export const ClaimMessageList = Type.Object(
  { object: Type.Literal('list'), data: Type.Array(ClaimMessage), ...pageMembers },
  { title: 'ClaimMessageList', description: 'A page of messages, newest first.' },
);
export type ClaimMessageList = Static<typeof ClaimMessageList>;

/** Of the messages or the evidence of a claim. */
export const ClaimPageQuery = Type.Object({ ...pageQuery }, { additionalProperties: false });
export type ClaimPageQuery = Static<typeof ClaimPageQuery>;

export const ClaimEvidenceQuery = Type.Object(
  {
    item: Type.Optional(
      Type.Enum([...claimEvidenceItems], {
        type: 'string',
        description: 'What it is evidence of: an `item` of the claim’s `evidence`.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ClaimEvidenceQuery = Static<typeof ClaimEvidenceQuery>;

export const ClaimEvidence = Type.Object(
  {
    object: Type.Literal('claim_evidence'),
    claim_id: id('clm', 'Id of the claim.'),
    item: nullable(
      Type.String({ description: 'The checklist item that it is evidence of, if any.' }),
    ),
    from: Type.Enum(['partner', 'staff'], { type: 'string', description: 'Who added it.' }),
    file: UploadedFile,
  },
  { title: 'ClaimEvidence', description: 'A file of evidence.' },
);
export type ClaimEvidence = Static<typeof ClaimEvidence>;

export const ClaimEvidenceList = Type.Object(
  { object: Type.Literal('list'), data: Type.Array(ClaimEvidence), ...pageMembers },
  { title: 'ClaimEvidenceList', description: 'A page of evidence, oldest first.' },
);
export type ClaimEvidenceList = Static<typeof ClaimEvidenceList>;
