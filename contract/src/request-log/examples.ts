import type { LoggedRequest } from './schemas.ts';

const shared = {
  object: 'logged_request',
  method: 'POST',
  path: '/orders',
  about: null,
  replayed: false,
  key_id: 'key_01m84hszz1eanvyz7jzfr9v9tv',
} as const;

export const loggedRequestExamples: readonly LoggedRequest[] = [
  {
    ...shared,
    id: 'req_01m84j5tpxekdt1hqf6k2z8b4m',
    created_at: '2026-11-23T16:00:18.141Z',
    status: 429,
    error_code: 'rate_limited',
    ms: 0.8,
    limit: {
      policy: 'orders',
      limit: 60,
      retry_after: 12,
      free_at: '2026-11-23T16:00:30.141Z',
    },
  },
  {
    ...shared,
    id: 'req_01m84j5stxekdt1hqf6k2z8b4m',
    created_at: '2026-11-23T16:00:17.117Z',
    status: 201,
    error_code: null,
    ms: 9.4,
    limit: null,
  },
];
