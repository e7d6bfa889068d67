import { createHash } from 'node:crypto';
import { isIdPrefix, type Operation, operations } from '@psnb2b/contract';
import { refusalOf, type Served } from '../kit/http/index.ts';
import { parseId } from '../kit/ids.ts';

/** Stands for every path that is no call of the API: such a text may contain anything, a code too. */
export const OTHER = 'other';

/** Whose call it was. */
export interface LoggedKey {
  readonly tenantId: number;
  readonly keyId: string;
}

interface Route {
  readonly path: string;
  /** Where an id begins in a URL; 0: it has none. */
  readonly idAt: number;
}

const PREFIX = '/api/v1';
/** The part of a path with an id, from the id on. */
const ID = /^\w{30}(?=[/?]|$)/;
const METHODS: ReadonlySet<string> = new Set([
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
]);
const NONE = '\\N';

const routes = new Map<string, Route>(
  Object.values<Operation>(operations).map(({ id, path }) => {
    const at = path.indexOf('{');
    return [id, { path, idAt: at < 0 ? 0 : at + PREFIX.length }];
  }),
);
const OTHER_ROUTE: Route = { path: OTHER, idAt: 0 };

/**
 * A call as a row of `request_log.calls` in the text form of COPY (PostgreSQL manual, COPY, "Text Format"). Nothing in it was written by
 * the caller, except an id that has the form of our ids: no body, no query, no other part of a path, and of an idempotency key only a digest.
 */
export function lineOf(call: Served, { tenantId, keyId }: LoggedKey): string {
  const { path, idAt } = routes.get(call.operation) ?? OTHER_ROUTE;
  const { error, status } = call;
  const refusal = status >= 400 && error !== undefined ? refusalOf(error) : null;
  const limited = refusal?.code === 'rate_limited' ? refusal.members : null;
  return (
    `${tenantId}\t${timeText(call.at)}\t${call.requestId}\t${keyId}\t${methodOf(call)}\t${path}` +
    `\t${(idAt > 0 && idIn(call.url, idAt)) || NONE}\t${status}\t${refusal?.code ?? NONE}` +
    `\t${Math.round(call.seconds * 1e4) / 10}\t${call.address.replaceAll(/[^\w.:]/g, '')}` +
    `\t${limited?.policy ?? NONE}\t${limited?.limit ?? NONE}\t${limited?.retry_after ?? NONE}\t${call.isReplayed === true}` +
    `\t${digestOf(tenantId, call) ?? NONE}\n`
  );
}

let written = { ms: Number.NaN, text: '' };

/** Calls of one millisecond share its text: making it costs as much as the rest of a line. */
function timeText(at: Date): string {
  const ms = at.getTime();
  if (ms !== written.ms) written = { ms, text: at.toISOString() };
  return written.text;
}

/** 64 bits of a digest of the idempotency key, the same for each repetition of a call. */
function digestOf(tenantId: number, { method, idempotencyKey: key }: Served): bigint | null {
  if (method !== 'POST' || typeof key !== 'string') return null;
  return createHash('sha256').update(`${tenantId} ${key}`).digest().readBigInt64BE();
}

function methodOf({ method }: Served): string {
  return METHODS.has(method) ? method : OTHER;
}

/** The id in a path, if it has the form of one. */
function idIn(url: string, idAt: number): string | null {
  // nothing: a path without an id there has no id.
  const id = ID.exec(url.slice(idAt))?.[0] ?? '';
  const prefix = id.slice(0, 3);
  return isIdPrefix(prefix) && parseId(prefix, id) !== null ? id : null;
}
