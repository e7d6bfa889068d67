import type { Operation } from '../kit/operation.ts';
import { OwnKey, ownKeyExample } from './own-key.ts';
import { KeyReport, KeyReportCreate } from './report.ts';

export const getMe = {
  id: 'getMe',
  method: 'GET',
  path: '/me',
  tag: 'Security',
  summary: 'Read what your key may do',
  description:
    'The key that was sent, without its text: its mode, scopes and networks, whose it is, and what is left of its limits in this minute and of ' +
    'its daily caps. Every valid key may call it, whatever its scopes; it counts as a request.',
  auth: 'key',
  scope: null,
  limit: 'requests',
  idempotent: false,
  replies: {
    200: {
      description: 'The key.',
      schema: OwnKey,
      headers: ['Cache-Control'],
      examples: { me: { summary: 'A key with a daily cap', value: ownKeyExample } },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const reportKey = {
  id: 'reportKey',
  method: 'POST',
  path: '/key-reports',
  tag: 'Security',
  summary: 'Report a leaked key',
  description:
    'Reports a leaked key; anybody may do so. A real key is revoked at once and its owner is notified; ' +
    'the reply is the same if it is not real. Reporting a key twice changes nothing more.',
  auth: 'none',
  scope: null,
  limit: 'requests',
  idempotent: false,
  body: KeyReportCreate,
  replies: {
    202: {
      description: 'The report was received.',
      schema: KeyReport,
      examples: {
        received: {
          summary: 'Received',
          value: { object: 'key_report', status: 'received' },
        },
      },
    },
  },
  refusals: [],
  examples: {
    // Its checksum is wrong on purpose: no such key can exist.
    found: { summary: 'A test key', value: { key: `psnb2b_test_${'0'.repeat(49)}` } },
  },
} as const satisfies Operation;
