import { inCidrList, parseAddress } from '../kit/addresses/index.ts';
import type { Admission, Authoriser, Needs, Quota, RequestInfo } from '../kit/http/index.ts';
import {
  addressPolicy,
  Limiter,
  type Limits,
  LookUps,
  limitHeaders,
  type Policy,
  rateLimited,
  type Taken,
} from '../kit/limits/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { type Soon, whenHere } from '../kit/soon.ts';
import { isLookUp, type KeyDirectory, type KeyLookUp } from './key-directory.ts';
import type { KeyEntry } from './key-entry.ts';

/** Requests without a valid key, per minute and address. */
const KEYLESS_PER_MINUTE = 30;
const TOO_MANY = 429;
const BEARER = /^Bearer +(\S+)$/i;

/**
 * Authenticates and authorises a request, in the contract's order: key (401), address list, scope, partner (403), request limit
 * (429). A request refused with 429 spends nothing; every other answer spends one request. `strangers` counts those without a key
 * separately: a flood of addresses must not displace a key. A key that must be looked up counts as a stranger's until it is
 * found, so that invented keys cannot cause unlimited look-ups.
 */
export function createKeyAuthoriser({
  keys,
  limiter,
  strangers = new Limiter(),
}: {
  readonly keys: Pick<KeyDirectory, 'authenticate' | 'misdirected'>;
  readonly limiter: Limits;
  readonly strangers?: Limits;
}): Authoriser<KeyEntry> {
  const lookUps = new LookUps(strangers);
  return {
    // A call to no route is counted like any other.
    keysOf: ({ tenantId }) => String(tenantId),
    byOf: ({ actor }, { at, address, requestId }) => ({ actor, at, address, requestId }),
    unmet: (shown) => ({ auth: shown?.auth ?? 'key', scope: null, limit: 'requests' }),
    unread: { auth: 'none', scope: null, limit: 'requests' },
    admit: (request, needs) => {
      const text = BEARER.exec(request.authorization ?? '')?.[1];
      const found = text === undefined ? null : keys.authenticate(text);
      const misdirected = () => (text === undefined ? undefined : keys.misdirected(text));
      if (found === null) return admitStranger(strangers, request, needs, misdirected);
      if (!isLookUp(found)) return admitKey(limiter, request, needs, found);
      return admitByLookUp({ limiter, strangers, lookUps, misdirected }, request, needs, found);
    },
  };
}

async function admitByLookUp(
  {
    limiter,
    strangers,
    lookUps,
    misdirected,
  }: {
    readonly limiter: Limits;
    readonly strangers: Limits;
    readonly lookUps: LookUps;
    readonly misdirected: () => string | undefined;
  },
  request: RequestInfo,
  needs: Needs,
  { isFree, find }: KeyLookUp,
): Promise<Admission<KeyEntry>> {
  const begun = isFree ? null : lookUps.begin(strangersPolicy(request));
  const taken = begun instanceof Promise ? await begun : begun;
  if (taken && !taken.allowed) return admitStranger(strangers, request, needs, misdirected, taken);
  let isFound = true;
  try {
    const caller = await find();
    isFound = caller !== null;
    if (!caller) return await admitStranger(strangers, request, needs, misdirected, taken);
    return await admitKey(limiter, request, needs, caller);
  } catch (error) {
    // We cannot tell who called: our fault, which does not count against the address.
    return await admitNobody(strangers, request, error as Error);
  } finally {
    if (taken) await lookUps.end(taken, isFound);
  }
}

function admitKey(
  limiter: Limits,
  request: RequestInfo,
  needs: Needs,
  caller: KeyEntry,
): Soon<Admission<KeyEntry>> {
  const taken = limiter.take(caller.requests);
  // Most requests pass here, and the answer is in memory: not even a function is created for it.
  if (!(taken instanceof Promise)) return keyAdmitted(limiter, request, needs, caller, taken);
  return taken.then((later) => keyAdmitted(limiter, request, needs, caller, later));
}

function keyAdmitted(
  limiter: Limits,
  request: RequestInfo,
  needs: Needs,
  caller: KeyEntry,
  taken: Taken,
): Admission<KeyEntry> {
  const orders = needs.limit === 'orders' ? caller.orders : null;
  const forbidden = needs.auth === 'key' ? forbiddenBecause(caller, request, needs) : null;
  return {
    caller,
    owner: caller.partnerId,
    quota: createQuota(limiter, request, taken, orders),
    refusal: forbidden ?? (taken.allowed ? null : rateLimited(taken)),
  };
}

/** The database is unreachable, so the key's owner is unknown: our fault, which spends no request. */
function admitNobody(
  limiter: Limits,
  request: RequestInfo,
  failure: Error,
): Soon<Admission<KeyEntry>> {
  return whenHere(limiter.look(strangersPolicy(request)), (seen) => {
    const quota = createQuota(limiter, request, seen, null);
    return { caller: null, quota, refusal: failure };
  });
}

function strangersPolicy({ address }: RequestInfo): Policy {
  return addressPolicy(address, KEYLESS_PER_MINUTE, 'keyless');
}

/** `before`: what was already taken for it. */
function admitStranger(
  limiter: Limits,
  request: RequestInfo,
  needs: Needs,
  misdirected: () => string | undefined,
  before: Taken | null = null,
): Soon<Admission<KeyEntry>> {
  return whenHere(before ?? limiter.take(strangersPolicy(request)), (taken) => {
    const quota = createQuota(limiter, request, taken, null);
    if (!taken.allowed) return { caller: null, quota, refusal: rateLimited(taken) };
    const detail = misdirected();
    const refusal =
      needs.auth === 'key' ? new Refusal('unauthorized', {}, detail ? { detail } : {}) : null;
    return { caller: null, quota, refusal };
  });
}

function forbiddenBecause(caller: KeyEntry, request: RequestInfo, needs: Needs): Refusal | null {
  if (caller.networks.length > 0) {
    const address = parseAddress(request.address);
    if (!address || !inCidrList(caller.networks, address)) {
      return new Refusal('ip_not_allowed', { address: request.address });
    }
  }
  if (needs.scope !== null && !caller.scopes.has(needs.scope)) {
    const detail = `This key lacks the scope ${needs.scope}; use a key that has it.`;
    return new Refusal('scope_missing', { scope: needs.scope }, { detail });
  }
  if (caller.partner.suspended) return new Refusal('partner_suspended');
  if (!caller.partner.approved && caller.mode === 'live') {
    return new Refusal('partner_not_approved');
  }
  return null;
}

/**
 * Spends or refuses the request; an order is spent once its shape is known. An order that is refused by the order limit
 * refunds its request, unless it turns out to be a replay: so only the reply can tell.
 */
function createQuota(
  limiter: Limits,
  request: RequestInfo,
  admitted: Taken,
  orders: Policy | null,
): Quota {
  const epochMs = request.at.getTime() - admitted.at;
  let requests = admitted;
  let order: Taken | null = null;
  const tell = (): Soon<Record<string, string>> => {
    if (orders === null) return limitHeaders([requests], epochMs);
    const seen = order ?? limiter.look(orders);
    if (seen instanceof Promise)
      return seen.then((later) => limitHeaders([requests, later], epochMs));
    return limitHeaders([requests, seen], epochMs);
  };
  return {
    headers: (status) => {
      if (status !== TOO_MANY || !requests.allowed) return tell();
      const back = whenHere(limiter.giveBack(requests), () => limiter.look(requests.policy));
      return whenHere(back, (seen) => {
        requests = { ...seen, allowed: false };
        return tell();
      });
    },
    takeOrder: () => {
      if (orders === null) return;
      return whenHere(limiter.take(orders), (taken) => {
        order = taken;
        if (!taken.allowed) throw rateLimited(taken);
      });
    },
    giveBackOrder: () => {
      const taken = order;
      order = null;
      if (taken?.allowed) return limiter.giveBack(taken);
    },
  };
}
