import { Type } from 'typebox';
import { FileContents, ShownContents } from '../files/schemas.ts';
import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { ClaimFigures, ClaimFiguresQuery } from './figures.ts';
import { ClaimEvidence, ClaimEvidenceQuery } from './schemas.ts';
import {
  ClaimDecision,
  DecidedClaim,
  QueuedClaimList,
  QueueQuery,
  StaffClaim,
  StaffClaimCreate,
  StaffClaimMessage,
} from './web-app-schemas.ts';

const agents = ['admin', 'support'] as const;
const deciders = ['admin', 'finance', 'support'] as const;
const claimId = idParam('claim_id', 'Id of the claim.');
const claim = { ...acting, tag: 'Claims', roles: agents, params: claimId } as const;

/** The review of claims, and their figures. */
export const consoleClaimOperations = {
  listClaims: {
    ...reading,
    tag: 'Claims',
    id: 'listClaims',
    path: '/claims',
    summary: 'List claims',
    description: 'Undecided claims, unless you filter by state: high priority first, then age.',
    query: QueueQuery,
    replies: okPage(QueuedClaimList, 'A page of the queue.'),
  },
  getClaim: {
    ...reading,
    tag: 'Claims',
    id: 'getClaim',
    path: '/claims/{claim_id}',
    summary: 'Read a claim',
    description:
      'With everything that the decision depends on: lot, supplier and cost of each code, who read the codes, other claims for codes of ' +
      'the same lots and of the business, messages, evidence, decisions.',
    params: claimId,
    replies: ok(StaffClaim, 'The claim.'),
  },
  openClaim: {
    ...acting,
    tag: 'Claims',
    roles: agents,
    ...moving('money'),
    id: 'openClaim',
    path: '/claims',
    summary: 'Open a claim for a partner',
    description: 'With `late` also after the claim window, if the fault is ours.',
    body: StaffClaimCreate,
    replies: created(StaffClaim, 'The claim.'),
    refusals: [
      'not_found',
      'order_not_delivered',
      'order_failed',
      'claim_window_closed',
      'code_already_claimed',
      'invalid_state',
      'outcome_unknown',
    ],
  },
  startClaimReview: {
    ...claim,
    id: 'startClaimReview',
    path: '/claims/{claim_id}/review',
    summary: 'Start the review of a claim',
    description: 'The partner is notified, so this counts as the first response.',
    replies: ok(StaffClaim, 'The claim.'),
    refusals: ['invalid_state', 'outcome_unknown'],
  },
  addClaimMessage: {
    ...claim,
    id: 'addClaimMessage',
    path: '/claims/{claim_id}/messages',
    summary: 'Write to the partner',
    description: 'With `ask` the claim waits for the partner, and its deadline is paused.',
    body: StaffClaimMessage,
    replies: created(StaffClaim, 'The claim.'),
    refusals: ['invalid_state', 'limit_reached', 'outcome_unknown'],
  },
  addClaimEvidence: {
    ...claim,
    upload: true,
    id: 'addClaimEvidence',
    path: '/claims/{claim_id}/evidence',
    summary: 'Add evidence',
    description: 'One PNG, JPEG, WebP or PDF of at most 10 MiB; at most 10 a claim.',
    query: ClaimEvidenceQuery,
    replies: created(ClaimEvidence, 'The evidence.'),
    refusals: ['invalid_state', 'limit_reached', 'outcome_unknown'],
  },
  downloadClaimFile: {
    ...reading,
    tag: 'Claims',
    roles: deciders,
    id: 'downloadClaimFile',
    path: '/claims/{claim_id}/evidence/{file_id}',
    summary: 'Download evidence',
    description: 'As an attachment, never shown in place. Every download is audited.',
    params: Type.Object({
      ...claimId.properties,
      ...idParam('file_id', 'Id of the file.').properties,
    }),
    replies: {
      200: {
        description: 'The bytes.',
        mediaTypes: FileContents,
      },
    },
  },
  showClaimFile: {
    ...reading,
    tag: 'Claims',
    roles: deciders,
    id: 'showClaimFile',
    path: '/claims/{claim_id}/evidence/{file_id}/shown',
    summary: 'Look at evidence',
    description:
      'A picture as a new JPEG of its pixels, a PDF as it is, for a frame without rights. Audited. `invalid_state` if a picture cannot be ' +
      'shown safely: download it.',
    params: Type.Object({
      ...claimId.properties,
      ...idParam('file_id', 'Id of the file.').properties,
    }),
    replies: { 200: { description: 'The picture or the PDF.', mediaTypes: ShownContents } },
    refusals: ['invalid_state'],
  },
  decideClaim: {
    ...claim,
    roles: deciders,
    ...moving('money'),
    id: 'decideClaim',
    path: '/claims/{claim_id}/decide',
    summary: 'Decide on a claim',
    description:
      'Each code is replaced, refunded or rejected with a reason, in one commit. A decision above the limit is only proposed, ' +
      'until another person makes the same decision.',
    body: ClaimDecision,
    replies: ok(DecidedClaim, 'The outcome.'),
    refusals: ['invalid_state', 'out_of_stock', 'outcome_unknown'],
  },
  getClaimFigures: {
    ...reading,
    tag: 'Claims',
    id: 'getClaimFigures',
    onStandby: true,
    path: '/claim-figures',
    summary: 'Read the figures of claims',
    description: 'Claim rates by lot, supplier, partner and region, and how long claims took.',
    query: ClaimFiguresQuery,
    replies: ok(ClaimFigures, 'The figures.'),
  },
} as const satisfies Record<string, WebAppOperation>;
