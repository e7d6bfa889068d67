import { HitLimit } from '@psnb2b/contract';
import { present } from '../../kit/present.ts';
import { SECOND_MS } from '../../kit/time.ts';
import type { ListedCall } from '../../request-log/index.ts';

/** Returns the limit that a call hit, and when the next was free; null for any other call. */
export function presentHitLimit(
  call: Pick<ListedCall, 'at' | 'policy' | 'policyLimit' | 'retryAfter'>,
) {
  const { at, policy, policyLimit: limit, retryAfter } = call;
  if (policy === null || limit === null || retryAfter === null) return null;
  const freeAt = new Date(at.getTime() + retryAfter * SECOND_MS);
  return present(HitLimit, { policy, limit, retryAfter, freeAt });
}
