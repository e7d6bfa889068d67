import { Type } from 'typebox';
import { currency, figure, time } from '../kit/primitives.ts';
import type { ErrorEntry } from './entry.ts';

/** Refusals because of who calls, or how often. */
export const accessErrors = {
  unauthorized: {
    status: 401,
    title: 'Unauthorized',
    detail: 'Send a valid API key in the header Authorization: Bearer psnb2b_….',
    retryable: false,
    happened:
      'The key is missing, mistyped, unknown, expired or revoked. The API does not say which, because only an attacker ' +
      'would benefit. It never accepts a key in the query string or in a body.',
    fix:
      'Check that the whole key is sent, without quotes or line breaks, and that the portal lists it as live. ' +
      'If it was revoked or rotated, switch to its successor.',
    guide: 'authentication',
  },
  scope_missing: {
    status: 403,
    title: 'Scope missing',
    detail: 'This key lacks the scope that the call needs; use a key that has it.',
    retryable: false,
    members: {
      schema: Type.Object({
        scope: Type.String({ description: 'The scope that the call needs.' }),
      }),
      example: { scope: 'orders' },
    },
    happened: 'The key is valid, but was issued without the scope named in the API reference.',
    fix: 'Use another key, or ask for one with this scope. Keep using the restricted key for its own purpose.',
    guide: 'authentication',
  },
  test_key_required: {
    status: 403,
    title: 'For test keys only',
    detail: 'This is possible in test mode only; send it with a test key (psnb2b_test_…).',
    retryable: false,
    happened:
      'You made a call of test mode with a live key, or asked for an error with the header `X-PSNB2B-Test-Error`. Live money comes only ' +
      'from deposits. Nothing changed.',
    fix: 'Use a test key. Anybody in your business who can create keys can create one in the portal at once.',
  },
  ip_not_allowed: {
    status: 403,
    title: 'Address not allowed',
    detail: 'This key may not be used from your address; call from an address on its list.',
    retryable: false,
    members: {
      schema: Type.Object({
        address: Type.String({
          description: 'The address that your request came from, as we see it.',
        }),
      }),
      example: { address: '198.51.100.7' },
    },
    happened: 'The key has a list of allowed networks, and the request came from elsewhere.',
    fix: 'Send it from a listed address, or ask for `address` to be added to the key. Check for proxies and IPv6.',
    guide: 'authentication',
  },
  webhook_registration_closed: {
    status: 403,
    title: 'Endpoints are registered by support',
    detail: 'Webhook endpoints are registered by support here; open a ticket with the URL.',
    retryable: false,
    happened:
      "Only the operator's staff can register webhook endpoints and change their URLs here.",
    fix:
      'Open a ticket with the topic "Webhook Registration". You can still read, disable, rotate and delete ' +
      'endpoints.',
    guide: 'webhooks',
  },
  partner_suspended: {
    status: 403,
    title: 'Partner suspended',
    detail: 'Your account is suspended; contact support to have it looked at.',
    retryable: false,
    happened:
      'The business that this key belongs to is suspended. The API serves none of its calls until it is reactivated.',
    fix: 'Write to support. You can still read your data in the portal.',
  },
  partner_not_approved: {
    status: 403,
    title: 'Partner not approved yet',
    detail: 'Your business is not approved for live orders yet; finish the steps in the portal.',
    retryable: false,
    happened:
      'The review of your business is not finished, so the API does not serve live calls yet.',
    fix: 'Complete the steps in the portal. You can use a test key until then.',
  },
  key_cap_reached: {
    status: 403,
    title: 'Daily cap of the key reached',
    detail: "This order would pass the key's daily cap; order less, or wait for the next UTC day.",
    retryable: false,
    members: {
      schema: Type.Object({
        cap: Type.Enum(['spend', 'quantity'], {
          type: 'string',
          description: 'Which cap: on money (`spend`) or on codes (`quantity`).',
        }),
        limit: figure('The cap of one UTC day.'),
        used: figure('How much of it is used.'),
        currency: Type.Optional(currency('Currency of both, where they are amounts of money.')),
        resets_at: time('When the next UTC day begins.'),
      }),
      example: { cap: 'quantity', limit: 500, used: 495, resets_at: '2026-11-24T00:00:00.000Z' },
    },
    happened:
      'The key has a cap on the money or the codes of one UTC day, and this order would exceed it. A rotated key ' +
      'shares the cap of its successor.',
    fix: 'Order less, continue after midnight UTC, or ask for a higher cap.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail: 'You have used up your requests; wait as long as Retry-After says, then continue.',
    retryable: true,
    retryAfter: 1,
    members: {
      schema: Type.Object({
        policy: Type.String({
          description: 'Name of the limit that was hit, as in `RateLimit-Policy`.',
        }),
        limit: Type.Integer({
          minimum: 1,
          description:
            'What that limit allows: requests in 60 seconds, or uploads or streams at once.',
        }),
        retry_after: Type.Integer({ minimum: 1, description: 'Whole seconds to wait.' }),
      }),
      example: { policy: 'orders', limit: 600, retry_after: 12 },
    },
    happened:
      'You sent more requests within 60 seconds than the limit named by `policy` allows, or too many uploads at once ' +
      '(`uploads`), or one session of a web app keeps too many streams open (`live`). This request did not count against any limit.',
    fix:
      'Wait for the number of seconds in `Retry-After`; the request will be served then. Buy many codes with one order ' +
      'rather than with many orders, and read `/inventory` with `If-None-Match`.',
    guide: 'rate-limits',
  },
} as const satisfies Record<string, ErrorEntry>;
