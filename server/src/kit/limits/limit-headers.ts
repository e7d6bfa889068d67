import type { Standing } from './policy.ts';
import { WINDOW_MS } from './rolling-window.ts';

const WINDOW_SECONDS = WINDOW_MS / 1000;

/**
 * The rate-limit headers of one reply. The X- headers and Retry-After describe the tightest standing, the IETF pair
 * (draft-ietf-httpapi-ratelimit-headers-10) describes all: there `t` is the time until one more remains, while
 * `X-RateLimit-Reset` is when the whole limit is free again. `epochMs` is the Unix time of the limiter's zero.
 */
export function limitHeaders(
  standings: readonly [Standing, ...Standing[]],
  epochMs: number,
): Record<string, string> {
  let tightest = standings[0];
  let retryAfter = 0;
  let policies = '';
  let figures = '';
  for (const standing of standings) {
    const { policy, remaining } = standing;
    if (isTighter(standing, tightest)) tightest = standing;
    retryAfter = Math.max(retryAfter, standing.retryAfter);
    const separator = figures === '' ? '' : ', ';
    policies += `${separator}"${policy.name}";q=${policy.limit};w=${WINDOW_SECONDS}`;
    const renew = Math.ceil(standing.renewMs / 1000);
    figures += `${separator}"${policy.name}";r=${remaining};t=${renew}`;
  }
  const resetAt = epochMs + tightest.at + tightest.resetMs;
  return {
    'x-ratelimit-limit': String(tightest.policy.limit),
    'x-ratelimit-remaining': String(tightest.remaining),
    'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    'retry-after': String(retryAfter),
    'ratelimit-policy': policies,
    ratelimit: figures,
  };
}

/** Of two with equal remainders, the tighter one is that which takes longer to recover. */
function isTighter(a: Standing, b: Standing): boolean {
  if (a.remaining !== b.remaining) return a.remaining < b.remaining;
  if (a.retryAfter !== b.retryAfter) return a.retryAfter > b.retryAfter;
  return a.policy.limit < b.policy.limit;
}
