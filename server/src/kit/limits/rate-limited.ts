import { Refusal } from '../refusal.ts';
import type { Taken } from './policy.ts';

/** The refusal of a request above its limit: which policy, and how long to wait. */
export function rateLimited({ policy, retryAfter }: Taken): Refusal {
  const members = { policy: policy.name, limit: policy.limit, retry_after: retryAfter };
  return new Refusal('rate_limited', members, { retryAfter });
}
