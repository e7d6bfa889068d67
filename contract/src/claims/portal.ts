import { Type } from 'typebox';
import { FileContents } from '../files/schemas.ts';
import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  fileReply,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { ClaimableOrder } from './claimable.ts';
import { ClaimEvidence, ClaimEvidenceQuery, ClaimMessageCreate } from './schemas.ts';
import {
  ClaimModeQuery,
  PortalClaim,
  PortalClaimCreate,
  PortalClaimFilters,
  PortalClaimList,
  PortalClaimQuery,
} from './web-app-schemas.ts';

const claimants = ['owner', 'buyer'] as const;
const claimId = idParam('claim_id', 'Id of the claim.');
/** A claim is about codes that were paid for, and its claim window keeps running: a suspended business may still file one. */
const kept = { ...acting, whileSuspended: true } as const;
const claim = { ...kept, tag: 'Claims', roles: claimants, params: claimId } as const;

/** Claims, as a partner's people see them. A claim of the other mode reads as unknown. */
export const portalClaimOperations = {
  listClaims: {
    ...reading,
    tag: 'Claims',
    id: 'listClaims',
    path: '/claims',
    summary: 'List claims',
    description: 'Of the whole business, newest first.',
    query: PortalClaimQuery,
    replies: okPage(PortalClaimList, 'A page of claims.'),
  },
  exportClaims: {
    ...reading,
    tag: 'Claims',
    id: 'exportClaims',
    onStandby: true,
    path: '/claims/export',
    summary: 'Download the list of claims as CSV',
    description:
      'Every claim that matches the filters, newest first, in one file. Contains no code.',
    query: PortalClaimFilters,
    replies: fileReply('text/csv', 'One line per claim.'),
  },
  getClaim: {
    ...reading,
    tag: 'Claims',
    id: 'getClaim',
    path: '/claims/{claim_id}',
    summary: 'Read a claim',
    description: 'With its messages and its evidence.',
    params: claimId,
    query: ClaimModeQuery,
    replies: ok(PortalClaim, 'The claim.'),
  },
  getClaimableOrder: {
    ...reading,
    tag: 'Claims',
    id: 'getClaimableOrder',
    path: '/orders/{order_id}/claimable',
    summary: 'List the codes of an order that can be claimed',
    description: 'Ids and claim windows of a delivered order. Shows no code.',
    params: idParam('order_id', 'Id of the order.'),
    query: ClaimModeQuery,
    replies: ok(ClaimableOrder, 'The order and its codes.'),
    refusals: ['order_not_delivered', 'order_failed'],
  },
  createClaim: {
    ...kept,
    tag: 'Claims',
    roles: claimants,
    idempotent: true,
    id: 'createClaim',
    path: '/claims',
    summary: 'Claim codes of an order',
    description:
      'Within 168 hours of their delivery, the last millisecond included. All or nothing: `errors` names the codes that ' +
      'cannot be claimed.',
    body: PortalClaimCreate,
    replies: created(PortalClaim, 'The claim.'),
    refusals: [
      'not_found',
      'order_not_delivered',
      'order_failed',
      'claim_window_closed',
      'code_already_claimed',
      'invalid_state',
    ],
  },
  addClaimMessage: {
    ...claim,
    idempotent: true,
    id: 'addClaimMessage',
    path: '/claims/{claim_id}/messages',
    summary: 'Write a message',
    description: 'To support. A claim in `needs_info` returns to review.',
    query: ClaimModeQuery,
    body: ClaimMessageCreate,
    replies: created(PortalClaim, 'The claim.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
  addClaimEvidence: {
    ...claim,
    idempotent: true,
    upload: true,
    id: 'addClaimEvidence',
    path: '/claims/{claim_id}/evidence',
    summary: 'Add evidence',
    description: 'One PNG, JPEG, WebP or PDF of at most 10 MiB; at most 10 per claim.',
    query: Type.Object(
      { ...ClaimEvidenceQuery.properties, ...ClaimModeQuery.properties },
      { additionalProperties: false },
    ),
    replies: created(ClaimEvidence, 'The evidence.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
  downloadClaimFile: {
    ...reading,
    tag: 'Claims',
    roles: ['owner', 'buyer', 'finance', 'developer'],
    id: 'downloadClaimFile',
    path: '/claims/{claim_id}/evidence/{file_id}',
    summary: 'Download evidence',
    description: 'As an attachment, never shown in place. Every download is audited.',
    params: Type.Object({
      ...claimId.properties,
      ...idParam('file_id', 'Id of the file.').properties,
    }),
    query: ClaimModeQuery,
    replies: {
      200: {
        description: 'The bytes.',
        mediaTypes: FileContents,
      },
    },
  },
  withdrawClaim: {
    ...claim,
    idempotent: true,
    id: 'withdrawClaim',
    path: '/claims/{claim_id}/withdraw',
    summary: 'Withdraw a claim',
    description: 'Until it is decided; its codes may be claimed again within their claim window.',
    query: ClaimModeQuery,
    replies: ok(PortalClaim, 'The claim, withdrawn.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, WebAppOperation>;
