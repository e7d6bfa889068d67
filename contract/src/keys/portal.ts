import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  moving,
  ok,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  ApiKey,
  KeyList,
  KeyNaming,
  KeyRestrict,
  KeyRevoke,
  PublicKey,
  PublicKeySet,
  RevealedKey,
  TestKeyIssue,
} from './schemas.ts';

const keepers = ['owner', 'developer'] as const;
const keyId = idParam('key_id', 'Id of the key.');
const key = { ...acting, tag: 'Keys', roles: keepers } as const;

/** API keys and the public key of a business, as its people see them. */
export const portalKeyOperations = {
  listKeys: {
    ...reading,
    tag: 'Keys',
    id: 'listKeys',
    path: '/keys',
    summary: 'List API keys',
    description: 'Of both modes, newest first, including expired and revoked ones. Never a secret.',
    replies: ok(KeyList, 'The keys.'),
  },
  createTestKey: {
    ...key,
    ...moving('secrets'),
    idempotent: true,
    id: 'createTestKey',
    path: '/keys',
    summary: 'Issue a test key',
    description:
      'From the first minute, without a review. The key is only in this reply: a retry is refused because it was ' +
      'issued.',
    body: TestKeyIssue,
    bodyOptional: true,
    replies: created(RevealedKey, 'The key, shown once.'),
    refusals: ['limit_reached', 'partner_suspended', 'invalid_state'],
  },
  revealKey: {
    ...key,
    ...moving('secrets'),
    id: 'revealKey',
    path: '/keys/{key_id}/reveal',
    summary: 'Reveal a new live key, once',
    description: 'A key that staff issued is revealed to one person, once; it works from then on.',
    params: keyId,
    replies: ok(RevealedKey, 'The key, shown once.'),
    refusals: ['invalid_state', 'partner_suspended'],
  },
  nameKey: {
    ...key,
    method: 'PUT',
    id: 'nameKey',
    path: '/keys/{key_id}/name',
    summary: 'Name a key',
    description: 'So that your people recognise it. It changes nothing that the key may do.',
    params: keyId,
    body: KeyNaming,
    replies: ok(ApiKey, 'The key.'),
    refusals: ['invalid_state'],
  },
  restrictKey: {
    ...key,
    whileSuspended: true,
    method: 'PATCH',
    ...moving('rights'),
    id: 'restrictKey',
    path: '/keys/{key_id}',
    summary: 'Restrict a key',
    description:
      'Fewer scopes, fewer networks, lower caps. Only staff can extend its rights again.',
    params: keyId,
    body: KeyRestrict,
    replies: ok(ApiKey, 'The key.'),
    refusals: ['invalid_state'],
  },
  revokeKey: {
    ...key,
    whileSuspended: true,
    ...moving('rights'),
    id: 'revokeKey',
    path: '/keys/{key_id}/revoke',
    summary: 'Revoke a key',
    description: 'It is refused everywhere within a second, and never works again.',
    params: keyId,
    body: KeyRevoke,
    replies: ok(ApiKey, 'The key.'),
    refusals: ['invalid_state'],
  },
  getPublicKey: {
    ...reading,
    tag: 'Keys',
    id: 'getPublicKey',
    path: '/public-key',
    summary: 'Read the key that codes are sealed for',
    description: 'It is not secret; only the partner has the private key.',
    replies: ok(PublicKey, 'The key, or that there is none.'),
  },
  setPublicKey: {
    ...key,
    method: 'PUT',
    ...moving('secrets'),
    id: 'setPublicKey',
    path: '/public-key',
    summary: 'Register the key that codes are sealed for',
    description:
      'From then on codes are sent only sealed for it; null sends them in the clear again. Owners are notified by e-mail.',
    body: PublicKeySet,
    replies: ok(PublicKey, 'The key, or that there is none.'),
  },
} as const satisfies Record<string, WebAppOperation>;
