import type { operations } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { falling, type PageAsked, Pages, type PlaceForm } from '../kit/pages.ts';
import { Refusal } from '../kit/refusal.ts';

/** A call as it was recorded. */
export interface ListedCall {
  readonly requestId: string;
  readonly at: Date;
  readonly keyId: string;
  readonly method: string;
  readonly path: string;
  readonly about: string | null;
  readonly status: number;
  readonly errorCode: string | null;
  readonly ms: number;
  readonly address: string;
  /** Whether the reply was that of an earlier call with the same idempotency key. */
  readonly replayed: boolean;
  /** Of a refusal by a limit. */
  readonly policy: string | null;
  readonly policyLimit: number | null;
  readonly retryAfter: number | null;
}

/** Which calls of a tenant: those of a period, its begin included and its end not. */
export interface CallFilters {
  readonly from: Date;
  readonly before: Date;
  /** First digit of the status. */
  readonly statusClass?: number | undefined;
  readonly errorCode?: string | undefined;
  readonly method?: string | undefined;
  /** A path as the contract writes it, or the begin of one with `*` at its end. */
  readonly path?: string | undefined;
  readonly keyId?: string | undefined;
  readonly requestId?: string | undefined;
}

export interface CallPlace {
  readonly at: Date;
  readonly requestId: string;
}

const REQUEST = /^req_[0-9a-z]{26}$/;
const MILLIS = /^[0-9]{1,16}$/;

const callPlace: PlaceForm<CallPlace> = {
  write: ({ at, requestId }) => `${requestId} ${at.getTime()}`,
  read: (text) => {
    const [requestId = '', millis = ''] = text.split(' ');
    const isOurs = REQUEST.test(requestId) && MILLIS.test(millis);
    return isOurs ? { requestId, at: new Date(Number(millis)) } : null;
  },
};

export const callPages = new Pages(
  'calls',
  callPlace,
  ({ at, requestId }: ListedCall): CallPlace => ({ at, requestId }),
  { turns: true },
);

/** Where a program reads this log. */
const LOG_PATH: (typeof operations)['listRequests']['path'] = '/requests';
/** A program that follows the log reads it all the time, which would hide everything else: its successful reads are shown only if asked for. */
const IS_SHOWN = `(path <> '${LOG_PATH}' OR status >= 400)`;

const COLUMNS = `request_id AS "requestId", at, key_id AS "keyId", method, path, about, status, code AS "errorCode", ms, address, replayed, policy,
  policy_limit AS "policyLimit", retry_after AS "retryAfter"`;

/** The condition of the filters, whose values `valuesOf` returns. */
export const MATCHES = `tenant_id = $1 AND at >= $2 AND at < $3
  AND ($4::int IS NULL OR status >= $4 * 100 AND status < $4 * 100 + 100)
  AND ($4::int IS NULL OR $4 < 4 OR status >= 400)
  AND ($5::text IS NULL OR code = $5 AND status >= 400)
  AND ($6::text IS NULL OR method = $6)
  AND ($7::text IS NULL OR path = $7 OR right($7, 1) = '*' AND starts_with(path, left($7, -1)))
  AND ($8::uuid IS NULL OR key_id = $8)
  AND ($9::text IS NULL OR request_id = $9)
  AND ($7::text IS NOT NULL OR $9::text IS NOT NULL OR ${IS_SHOWN})`;

export function valuesOf(tenantId: number, filters: CallFilters): unknown[] {
  const { from, before, statusClass, errorCode, method, path, keyId, requestId } = filters;
  const optional = [statusClass, errorCode, method, path, keyId, requestId].map(
    (each) => each ?? null,
  );
  return [tenantId, from, before, ...optional];
}

interface Listed extends CallFilters, PageAsked<CallPlace> {
  /** The last place that is listed. */
  readonly until?: CallPlace | null;
}

/** Newest first. */
export async function listCalls(
  db: Db,
  tenantId: number,
  { limit, behind, until, turned = false, ...filters }: Listed,
): Promise<ListedCall[]> {
  const { behind: before, order } = falling({ turned });
  const { behind: within } = falling({ turned: !turned });
  const { rows } = await db.query<ListedCall>(
    `SELECT ${COLUMNS} FROM request_log.calls
      WHERE ${MATCHES}
        AND ($10::timestamptz IS NULL OR at ${before}= $10 AND (at, request_id) ${before} ($10, $11))
        AND ($13::timestamptz IS NULL OR at ${within}= $13 AND (at, request_id) ${within}= ($13, $14))
      ORDER BY at ${order}, request_id ${order} LIMIT $12`,
    [
      ...valuesOf(tenantId, filters),
      ...[behind?.at ?? null, behind?.requestId ?? null, limit],
      ...[until?.at ?? null, until?.requestId ?? null],
    ],
  );
  return rows;
}

/** How many calls one search looks at: first a few, which suffice unless few of them match. */
const LOOKS = [2_000, 98_000];
const LOOKED_MAX = 100_000;

type Look = Pick<PageAsked<CallPlace>, 'behind' | 'turned'>;

/** The place of the last of so many calls from a place on; null if there are fewer. */
async function endOfLook(
  db: Db,
  tenantId: number,
  { from, before, statusClass, errorCode, behind = null, turned = false }: CallFilters & Look,
  most: number,
): Promise<CallPlace | null> {
  const isFailed = errorCode !== undefined || (statusClass !== undefined && statusClass >= 4);
  const { rows } = await db.query<CallPlace & Record<string, unknown>>(
    `SELECT at, request_id AS "requestId" FROM request_log.end_of_look($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tenantId, from, before, isFailed, behind?.at, behind?.requestId, turned, most],
    'request_log.end_of_look',
  );
  // nothing: there are fewer.
  return rows[0] ?? null;
}

/**
 * The same for what may be rare among millions of calls: it looks at so many calls at most, and says where it ended if
 * there may be more behind that; null: it found enough, or looked at all.
 */
export async function searchCalls(
  db: Db,
  tenantId: number,
  { limit, behind = null, turned = false, ...filters }: CallFilters & PageAsked<CallPlace>,
): Promise<{ readonly calls: ListedCall[]; readonly ended: CallPlace | null }> {
  const calls: ListedCall[] = [];
  let place = behind;
  for (const most of LOOKS) {
    const until = await endOfLook(db, tenantId, { ...filters, behind: place, turned }, most);
    const asked = { ...filters, limit: limit - calls.length, behind: place, turned, until };
    calls.push(...(await listCalls(db, tenantId, asked)));
    if (calls.length >= limit || until === null) return { calls, ended: null };
    place = until;
  }
  return { calls, ended: place };
}

/**
 * How many calls match, counted to one more than `most` among so many calls as a search looks at; null if there are more calls than that, so that
 * nobody knows.
 */
export async function countCalls(
  db: Db,
  tenantId: number,
  filters: CallFilters,
  most: number,
): Promise<number | null> {
  const until = await endOfLook(db, tenantId, filters, LOOKED_MAX);
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM request_log.calls
        WHERE ${MATCHES} AND ($11::timestamptz IS NULL OR at >= $11 AND (at, request_id) >= ($11, $12)) LIMIT $10) counted`,
    [...valuesOf(tenantId, filters), most + 1, until?.at ?? null, until?.requestId ?? null],
  );
  const { count } = required(rows[0], 'a count has a row');
  return until === null || count > most ? count : null;
}

/**
 * One call by its request id and the moment that this id begins with, and the next one of its key. Throws `not_found`: also for a
 * call of somebody else, and for one that was dropped with its day.
 */
export async function findCall(
  db: Db,
  tenantId: number,
  { requestId, at }: CallPlace,
): Promise<{ readonly call: ListedCall; readonly next: ListedCall | null }> {
  const { rows } = await db.query<ListedCall>(
    `SELECT ${COLUMNS} FROM request_log.calls WHERE tenant_id = $1 AND at = $2 AND request_id = $3`,
    [tenantId, at, requestId],
  );
  const [call] = rows;
  if (!call) throw new Refusal('not_found');
  const after = await db.query<ListedCall>(
    `SELECT ${COLUMNS} FROM request_log.calls
      WHERE tenant_id = $1 AND at >= $2 AND (at, request_id) > ($2, $3) AND key_id = $4 AND ${IS_SHOWN}
      ORDER BY at, request_id LIMIT 1`,
    [tenantId, at, requestId, call.keyId],
  );
  return { call, next: after.rows[0] ?? null };
}
