import { idParam } from '../kit/shapes.ts';
import { acting, created, moving, ok, type WebAppOperation } from '../kit/web-app-operation.ts';
import { ApiKey, KeyIssue, KeyNaming, KeyRevoke, KeyRotate, KeyTermsChange } from './schemas.ts';

const partnerId = idParam('partner_id', 'Id of the business.');
const keyId = idParam('key_id', 'Id of the key.');
const keepers = ['admin', 'support'] as const;
const key = { ...acting, tag: 'Keys', roles: keepers, ...moving('rights') } as const;

/** API keys, as staff issue and change them. */
export const consoleKeyOperations = {
  issueKey: {
    ...key,
    idempotent: true,
    id: 'issueKey',
    path: '/partners/{partner_id}/keys',
    summary: 'Issue a key',
    description:
      'It is stored sealed until a person of the business reveals it, once. A live key needs an approved business. The API ' +
      'Access Request that it answers is closed in the same commit.',
    params: partnerId,
    body: KeyIssue,
    replies: created(ApiKey, 'The key without its secret.'),
    refusals: ['partner_not_approved', 'partner_suspended', 'limit_reached'],
  },
  nameKey: {
    ...acting,
    tag: 'Keys',
    roles: keepers,
    method: 'PUT',
    id: 'nameKey',
    path: '/keys/{key_id}/name',
    summary: 'Name a key',
    description: 'So that people recognise it. It changes nothing that the key may do.',
    params: keyId,
    body: KeyNaming,
    replies: ok(ApiKey, 'The key.'),
    refusals: ['invalid_state'],
  },
  changeKey: {
    ...key,
    method: 'PATCH',
    id: 'changeKey',
    path: '/keys/{key_id}',
    summary: 'Change what a key may do',
    description: 'Scopes, networks, limits, caps and expiry.',
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
      'Issues a successor, which the partner reveals once; the old key stays valid during the overlap.',
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
} as const satisfies Record<string, WebAppOperation>;
