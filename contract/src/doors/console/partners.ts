import {
  acting,
  created,
  type DoorOperation,
  moving,
  ok,
  okOrProposed,
  reading,
} from '../door-operation.ts';
import { ApiKey, KeyIssue, KeyRevoke, KeyRotate, KeyTermsChange } from '../schemas/keys.ts';
import {
  Partner,
  PartnerLimits,
  PartnerList,
  PartnerQuery,
  PartnerSuspend,
  Today,
} from '../schemas/partners.ts';
import { Proposal } from '../schemas/proposals.ts';
import { idParam } from '../schemas/shapes.ts';

const partnerId = idParam('partner_id', 'Id of the business.');
const keyId = idParam('key_id', 'Id of the key.');
const keepers = ['admin', 'support'] as const;
const key = { ...acting, tag: 'Keys', roles: keepers, ...moving('rights') } as const;
const partner = { ...acting, tag: 'Partners', params: partnerId, ...moving('rights') } as const;

/** Businesses and their keys, as staff decide on them. Staff never see a key. */
export const consolePartnerOperations = {
  getToday: {
    ...reading,
    tag: 'Partners',
    id: 'getToday',
    path: '/today',
    summary: 'See what waits for a person',
    description: 'Counts, for the first page and the marks beside the navigation.',
    replies: ok(Today, 'The counts.'),
  },
  listPartners: {
    ...reading,
    tag: 'Partners',
    id: 'listPartners',
    path: '/partners',
    summary: 'List businesses',
    description: 'Newest first.',
    query: PartnerQuery,
    replies: ok(PartnerList, 'A page of businesses.'),
  },
  getPartner: {
    ...reading,
    tag: 'Partners',
    id: 'getPartner',
    path: '/partners/{partner_id}',
    summary: 'Read a business',
    description: 'Profile, review, keys, limits, balance and people, on one page.',
    params: partnerId,
    replies: ok(Partner, 'The business.'),
  },
  suspendPartner: {
    ...partner,
    roles: ['admin', 'finance', 'support'],
    id: 'suspendPartner',
    path: '/partners/{partner_id}/suspend',
    summary: 'Suspend a business',
    description:
      'With a reason that it is told. Its keys answer 403 within a second; its data stays readable to it.',
    body: PartnerSuspend,
    replies: ok(Partner, 'The business.'),
    refusals: ['invalid_state'],
  },
  resumePartner: {
    ...partner,
    roles: ['admin', 'finance', 'support'],
    id: 'resumePartner',
    path: '/partners/{partner_id}/resume',
    summary: 'Let a business go on',
    description: 'Its keys work again within a second.',
    replies: ok(Partner, 'The business.'),
    refusals: ['invalid_state'],
  },
  setPartnerLimits: {
    ...partner,
    method: 'PATCH',
    roles: ['admin', 'finance'],
    ...moving('money', 'rights'),
    id: 'setPartnerLimits',
    path: '/partners/{partner_id}/limits',
    summary: 'Change limits',
    description:
      'Credit, invoices, approval and requests. More credit than one person may give waits for an admin (202); the ' +
      'rest takes effect at once.',
    body: PartnerLimits,
    replies: okOrProposed(Partner, Proposal, 'The business.'),
    refusals: ['invalid_state', 'limit_reached'],
  },
  issueKey: {
    ...key,
    idempotent: true,
    id: 'issueKey',
    path: '/partners/{partner_id}/keys',
    summary: 'Issue a key',
    description:
      'It is kept sealed until a person of the business sees it, once. A live key needs an approved business. The API ' +
      'Access Request it answers closes in the same commit.',
    params: partnerId,
    body: KeyIssue,
    replies: created(ApiKey, 'The key without its secret.'),
    refusals: ['partner_not_approved', 'partner_suspended', 'limit_reached'],
  },
  changeKey: {
    ...key,
    method: 'PATCH',
    id: 'changeKey',
    path: '/keys/{key_id}',
    summary: 'Change what a key may do',
    description: 'Scopes, networks, limits, caps and end.',
    params: keyId,
    body: KeyTermsChange,
    replies: ok(ApiKey, 'The key.'),
    refusals: ['invalid_state'],
  },
  rotateKey: {
    ...key,
    idempotent: true,
    id: 'rotateKey',
    path: '/keys/{key_id}/rotate',
    summary: 'Rotate a key',
    description:
      'Issues a successor for the partner to see once; the old key stays valid for the overlap.',
    params: keyId,
    body: KeyRotate,
    replies: created(ApiKey, 'The successor without its secret.'),
    refusals: ['invalid_state', 'partner_suspended'],
  },
  revokeKey: {
    ...key,
    id: 'revokeKey',
    path: '/keys/{key_id}/revoke',
    summary: 'Revoke a key',
    description: 'It is refused everywhere within a second, and never works again.',
    params: keyId,
    body: KeyRevoke,
    replies: ok(ApiKey, 'The key.'),
    refusals: ['invalid_state'],
  },
} as const satisfies Record<string, DoorOperation>;
