import type { Operation } from '../kit/operation.ts';
import {
  claimCreateExample,
  claimEvidenceExample,
  claimExample,
  claimMessageExample,
  replacedClaimExample,
  withdrawnClaimExample,
} from './examples.ts';
import {
  Claim,
  ClaimCreate,
  ClaimEvidence,
  ClaimEvidenceList,
  ClaimEvidenceQuery,
  ClaimList,
  ClaimListQuery,
  ClaimMessage,
  ClaimMessageCreate,
  ClaimMessageList,
  ClaimPageQuery,
  ClaimParams,
} from './schemas.ts';

export const createClaim = {
  id: 'createClaim',
  method: 'POST',
  path: '/claims',
  tag: 'Claims',
  summary: 'Claim codes of an order',
  description:
    'Claims codes of one delivered order, within 168 hours of each code’s delivery, the last millisecond included; a ' +
    'replacement has 168 hours of its own. All or nothing: `errors` names the codes that cannot be claimed. A code is ' +
    'in one open or approved claim at a time. Nobody will ever ask for a player’s password or account.',
  auth: 'key',
  scope: 'claims',
  limit: 'requests',
  idempotent: true,
  body: ClaimCreate,
  replies: {
    201: {
      description: 'The claim.',
      schema: Claim,
      headers: ['Location', 'Idempotent-Replayed'],
      examples: { filed: { summary: 'Filed', value: claimExample } },
    },
  },
  refusals: [
    'limit_reached',
    'not_found',
    'order_not_delivered',
    'order_failed',
    'claim_window_closed',
    'code_already_claimed',
    'invalid_state',
  ],
  examples: { invalid: { summary: 'A code that does not work', value: claimCreateExample } },
} as const satisfies Operation;

export const listClaims = {
  id: 'listClaims',
  method: 'GET',
  path: '/claims',
  tag: 'Claims',
  summary: 'List claims',
  description: 'Claims of the mode of the key, newest first, a page at a time. Filters add up.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  query: ClaimListQuery,
  replies: {
    200: {
      description: 'A page of claims.',
      schema: ClaimList,
      examples: {
        page: {
          summary: 'The last page',
          value: { object: 'list', data: [claimExample], has_more: false, next_cursor: null },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const getClaim = {
  id: 'getClaim',
  method: 'GET',
  path: '/claims/{claim_id}',
  tag: 'Claims',
  summary: 'Read a claim',
  description: 'One claim, with its state and the outcome of each of its codes.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  params: ClaimParams,
  replies: {
    200: {
      description: 'The claim.',
      schema: Claim,
      examples: {
        replaced: { summary: 'Approved: the code was replaced', value: replacedClaimExample },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const withdrawClaim = {
  id: 'withdrawClaim',
  method: 'POST',
  path: '/claims/{claim_id}/withdraw',
  tag: 'Claims',
  summary: 'Withdraw a claim',
  description:
    'Until it is decided. Its codes may be claimed again within their claim window. Takes no body.',
  auth: 'key',
  scope: 'claims',
  limit: 'requests',
  idempotent: true,
  params: ClaimParams,
  replies: {
    200: {
      description: 'The claim, withdrawn.',
      schema: Claim,
      headers: ['Idempotent-Replayed'],
      examples: { withdrawn: { summary: 'Withdrawn', value: withdrawnClaimExample } },
    },
  },
  refusals: ['invalid_state'],
  examples: {},
} as const satisfies Operation;

export const addClaimMessage = {
  id: 'addClaimMessage',
  method: 'POST',
  path: '/claims/{claim_id}/messages',
  tag: 'Claims',
  summary: 'Write a message',
  description:
    'To support, until the claim is decided. A claim in `needs_info` returns to ' +
    '`under_review`. A claim has at most 200 messages.',
  auth: 'key',
  scope: 'claims',
  limit: 'requests',
  idempotent: true,
  params: ClaimParams,
  body: ClaimMessageCreate,
  replies: {
    201: {
      description: 'The message.',
      schema: ClaimMessage,
      headers: ['Idempotent-Replayed'],
      examples: { sent: { summary: 'Sent', value: claimMessageExample } },
    },
  },
  refusals: ['invalid_state', 'limit_reached'],
  examples: {
    answer: { summary: 'An answer', value: { text: claimMessageExample.text } },
  },
} as const satisfies Operation;

export const listClaimMessages = {
  id: 'listClaimMessages',
  method: 'GET',
  path: '/claims/{claim_id}/messages',
  tag: 'Claims',
  summary: 'Read the conversation',
  description: 'Messages of both sides, newest first.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  params: ClaimParams,
  query: ClaimPageQuery,
  replies: {
    200: {
      description: 'A page of messages.',
      schema: ClaimMessageList,
      examples: {
        page: {
          summary: 'The last page',
          value: {
            object: 'list',
            data: [claimMessageExample],
            has_more: false,
            next_cursor: null,
          },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const addClaimEvidence = {
  id: 'addClaimEvidence',
  method: 'POST',
  path: '/claims/{claim_id}/evidence',
  tag: 'Claims',
  summary: 'Add evidence',
  description:
    'One PNG, JPEG, WebP or PDF of at most 10 MiB, checked by content; at most 10 per claim, until it is decided. ' +
    'It is stored encrypted. A claim in `needs_info` returns to `under_review`.',
  auth: 'key',
  scope: 'claims',
  limit: 'requests',
  idempotent: true,
  params: ClaimParams,
  query: ClaimEvidenceQuery,
  upload: true,
  replies: {
    201: {
      description: 'The evidence.',
      schema: ClaimEvidence,
      headers: ['Idempotent-Replayed'],
      examples: { screenshot: { summary: 'A screenshot', value: claimEvidenceExample } },
    },
  },
  refusals: ['invalid_state', 'limit_reached'],
  examples: {},
} as const satisfies Operation;

export const listClaimEvidence = {
  id: 'listClaimEvidence',
  method: 'GET',
  path: '/claims/{claim_id}/evidence',
  tag: 'Claims',
  summary: 'List the evidence',
  description:
    'Files of a claim, oldest first, a page at a time. Their content is for people, in the portal.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  params: ClaimParams,
  query: ClaimPageQuery,
  replies: {
    200: {
      description: 'A page of evidence.',
      schema: ClaimEvidenceList,
      examples: {
        one: {
          summary: 'One screenshot',
          value: {
            object: 'list',
            data: [claimEvidenceExample],
            has_more: false,
            next_cursor: null,
          },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;
