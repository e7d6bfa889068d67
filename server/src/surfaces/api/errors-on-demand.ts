import { type TestError, testErrorHeader, testErrorNames } from '@psnb2b/contract';
import { type Reply, raw, type Served } from '../../kit/http/index.ts';
import { invalid, Refusal } from '../../kit/refusal.ts';
import type { ApiRoute } from '../calls.ts';

type Handle = ApiRoute['handle'];
type ApiCall = Parameters<Handle>[0];

const HEADER = testErrorHeader.toLowerCase();
const RETRY_AFTER = 1;
/** Logged with an error on demand: nothing of ours failed. */
const ON_DEMAND = 'on demand';

/**
 * Lets a test key ask for an error by a request header: before the call has any effect, or after its commit, in place of its reply.
 * Without the header the call is served as it is. A live key with the header is refused, so that no live program depends on it.
 */
export function withErrorsOnDemand(route: ApiRoute): ApiRoute {
  const handle: Handle = (call) => {
    const wanted = call.header(HEADER);
    return wanted === undefined ? route.handle(call) : failAsAsked(route, call, wanted);
  };
  return { ...route, handle };
}

/** Whether a reply is an error that its caller asked for: it says nothing of how we serve. */
export function isOnDemand({ error }: Pick<Served, 'error'>): boolean {
  return error instanceof Refusal && error.details.internal === ON_DEMAND;
}

async function failAsAsked(route: ApiRoute, call: ApiCall, wanted: string): Promise<Reply> {
  if (call.caller === null || call.caller.mode !== 'test') throw new Refusal('test_key_required');
  const { name, limit } = call.caller.requests;
  switch (readTestError(wanted, route.operation.method)) {
    case 'rate_limited': {
      const members = { policy: name, limit, retry_after: RETRY_AFTER };
      throw new Refusal('rate_limited', members, { retryAfter: RETRY_AFTER, internal: ON_DEMAND });
    }
    case 'internal':
      throw new Refusal('internal', {}, { internal: ON_DEMAND });
    case 'unavailable':
      throw new Refusal('unavailable', {}, { internal: ON_DEMAND });
    case 'outcome_unknown':
      await route.handle(call);
      throw new Refusal('outcome_unknown', {}, { internal: ON_DEMAND });
    case 'connection_lost': {
      const { status } = await route.handle(call);
      return raw(status, noByte());
    }
  }
}

function readTestError(wanted: string, method: string): TestError {
  const found = testErrorNames.find((name) => name === wanted);
  const pointer = `/${testErrorHeader}`;
  if (found === undefined) {
    const detail = `It must be one of ${testErrorNames.join(', ')}.`;
    throw invalid({ pointer, code: 'enum', detail });
  }
  if (found === 'outcome_unknown' && method === 'GET') {
    const detail = 'A GET changes nothing, so its outcome is never unknown; ask for unavailable.';
    throw invalid({ pointer, code: 'enum', detail });
  }
  return found;
}

/** A body that breaks before its first byte. Node sends no header before that byte, so the caller gets no reply at all. */
async function* noByte(): AsyncGenerator<Buffer> {
  yield* [];
  throw Object.assign(new Error('the connection was lost on demand'), { code: 'ECONNRESET' });
}
