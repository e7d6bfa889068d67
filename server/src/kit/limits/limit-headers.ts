import type { Standing } from './limiter.ts';

const WINDOW_SECONDS = 60;

/**
 * The headers that tell limits: the X-RateLimit family and Retry-After for the tightest policy,
 * and the IETF pair (draft-ietf-httpapi-ratelimit-headers) for all of them.
 */
export function limitHeaders(standings: readonly Standing[], at: Date): Record<string, string> {
  const [first, ...others] = standings;
  if (!first) return {};
  const tightest = others.reduce((a, b) => (b.remaining < a.remaining ? b : a), first);
  const policies = standings.map((each) => `"${each.policy}";q=${each.limit};w=${WINDOW_SECONDS}`);
  const left = standings.map((each) => {
    const wait = each.remaining > 0 ? each.reset : each.retryAfter;
    return `"${each.policy}";r=${each.remaining};t=${wait}`;
  });
  return {
    'x-ratelimit-limit': String(tightest.limit),
    'x-ratelimit-remaining': String(tightest.remaining),
    'x-ratelimit-reset': String(Math.ceil(at.getTime() / 1000) + tightest.reset),
    'retry-after': String(tightest.retryAfter),
    'ratelimit-policy': policies.join(', '),
    ratelimit: left.join(', '),
  };
}
