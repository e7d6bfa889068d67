import { addressBucket, inCidrList, parseAddress } from '../kit/addresses/index.ts';
import type { Admission, Gate, Needs, Quota, Visit } from '../kit/http/index.ts';
import { type Bucket, type Limiter, limitHeaders } from '../kit/limits/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { KeyDirectory } from './key-directory.ts';
import type { KeyEntry } from './key-entry.ts';

/** Requests without a valid key, a minute and address (IPv6: a /64). */
const KEYLESS_PER_MINUTE = 30;
const BEARER = /^Bearer +(\S+)$/i;

/**
 * Who may come in, in the contract's order: key (401), address list, scope, partner (403), request
 * limit (429). What is refused with 429 spends nothing; every other answer spends one request.
 */
export function createGate({
  keys,
  limiter,
}: {
  readonly keys: KeyDirectory;
  readonly limiter: Limiter;
}): Gate<KeyEntry> {
  return {
    admit: async (visit, needs) => {
      const text = BEARER.exec(visit.authorization ?? '')?.[1];
      const caller = text === undefined ? null : await keys.authenticate(text);
      return caller
        ? admitKey(limiter, visit, needs, caller)
        : admitStranger(limiter, visit, needs);
    },
  };
}

function admitKey(
  limiter: Limiter,
  visit: Visit,
  needs: Needs,
  caller: KeyEntry,
): Admission<KeyEntry> {
  const requests = bucketsOf(caller, 'requests');
  const orders = needs.limit === 'orders' ? bucketsOf(caller, 'orders') : [];
  const quota = quotaOf(limiter, visit, requests, orders);
  const forbidden = needs.auth === 'key' ? forbiddenBecause(caller, visit, needs) : null;
  if (limiter.take(requests) === null) {
    return { caller, quota, refusal: forbidden ?? limited(limiter, requests) };
  }
  return { caller, quota, refusal: forbidden };
}

function admitStranger(limiter: Limiter, visit: Visit, needs: Needs): Admission<KeyEntry> {
  const buckets: Bucket[] = [
    {
      id: `address ${addressBucket(visit.address)}`,
      policy: 'address',
      limit: KEYLESS_PER_MINUTE,
    },
  ];
  const quota = quotaOf(limiter, visit, buckets, []);
  if (limiter.take(buckets) === null) {
    return { caller: null, quota, refusal: limited(limiter, buckets) };
  }
  const refusal = needs.auth === 'key' ? new Refusal('unauthorized') : null;
  return { caller: null, quota, refusal };
}

function forbiddenBecause(caller: KeyEntry, visit: Visit, needs: Needs): Refusal | null {
  if (caller.networks.length > 0) {
    const address = parseAddress(visit.address);
    if (!address || !inCidrList(caller.networks, address)) return new Refusal('ip_not_allowed');
  }
  if (needs.scope !== null && !caller.scopes.has(needs.scope)) {
    return new Refusal(
      'scope_missing',
      {},
      {
        detail: `This key lacks the scope ${needs.scope}; use a key that has it.`,
      },
    );
  }
  if (caller.partner.suspended) return new Refusal('partner_suspended');
  if (!caller.partner.approved && caller.mode === 'live') {
    return new Refusal('partner_not_approved');
  }
  return null;
}

/** Keys that replaced one another share a count; the partner's own cap stops minting keys. */
function bucketsOf(caller: KeyEntry, policy: 'requests' | 'orders'): Bucket[] {
  return [
    { id: `${policy} ${caller.limitGroup}`, policy, limit: caller.limits[policy] },
    { id: `${policy} tenant ${caller.tenantId}`, policy, limit: caller.partner.limits[policy] },
  ];
}

function quotaOf(limiter: Limiter, visit: Visit, requests: Bucket[], orders: Bucket[]): Quota {
  let takenAt: number | null = null;
  return {
    headers: () => {
      const standings = [limiter.standing(requests)];
      if (orders.length > 0) standings.push(limiter.standing(orders));
      return limitHeaders(standings, visit.at);
    },
    takeOrder: () => {
      takenAt = limiter.take(orders);
      if (takenAt === null) throw limited(limiter, orders);
    },
    giveBackOrder: () => {
      if (takenAt !== null) limiter.giveBack(orders, takenAt);
      takenAt = null;
    },
  };
}

function limited(limiter: Limiter, buckets: Bucket[]): Refusal {
  const { policy, retryAfter } = limiter.standing(buckets);
  return new Refusal('rate_limited', { policy, retry_after: retryAfter }, { retryAfter });
}
