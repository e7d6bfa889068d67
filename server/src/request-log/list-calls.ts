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

/** Newest first. */
export async function listCalls(
  db: Db,
  tenantId: number,
  { limit, behind, turned = false, ...filters }: CallFilters & PageAsked<CallPlace>,
): Promise<ListedCall[]> {
  const { behind: before, order } = falling({ turned });
  const { rows } = await db.query<ListedCall>(
    `SELECT ${COLUMNS} FROM request_log.calls
      WHERE ${MATCHES}
        AND ($10::timestamptz IS NULL OR at ${before}= $10 AND (at, request_id) ${before} ($10, $11))
      ORDER BY at ${order}, request_id ${order} LIMIT $12`,
    [...valuesOf(tenantId, filters), behind?.at ?? null, behind?.requestId ?? null, limit],
  );
  return rows;
}

/** How many calls one search looks at. */
const LOOKED_MAX = 100_000;

/** The calls that a search looks at: those that failed have an index of their own. */
const lookedAt = (way: ReturnType<typeof falling>, at: string, requestId: string) =>
  `SELECT * FROM request_log.calls
    WHERE tenant_id = $1 AND at >= $2 AND at < $3
      AND ($4::int IS NULL OR $4 < 4 OR status >= 400) AND ($5::text IS NULL OR status >= 400)
      AND (${at}::timestamptz IS NULL OR at ${way.behind}= ${at} AND (at, request_id) ${way.behind} (${at}, ${requestId}::text))
    ORDER BY at ${way.order}, request_id ${way.order}`;

/**
 * The same for programs, which may ask for what is rare among millions of calls: it looks at `lookedMax` calls at most, and says where it
 * ended if there may be more behind that; null: it found enough, or looked at all.
 */
export async function searchCalls(
  db: Db,
  tenantId: number,
  { limit, behind, turned = false, ...filters }: CallFilters & PageAsked<CallPlace>,
  lookedMax = LOOKED_MAX,
): Promise<{ readonly calls: ListedCall[]; readonly ended: CallPlace | null }> {
  const way = falling({ turned });
  const values = valuesOf(tenantId, filters);
  const place = [behind?.at ?? null, behind?.requestId ?? null];
  const { rows: calls } = await db.query<ListedCall>(
    `SELECT ${COLUMNS} FROM (${lookedAt(way, '$10', '$11')} LIMIT $13) looked WHERE ${MATCHES}
      ORDER BY at ${way.order}, request_id ${way.order} LIMIT $12`,
    [...values, ...place, limit, lookedMax],
  );
  if (calls.length >= limit) return { calls, ended: null };
  const { rows } = await db.query<CallPlace & Record<string, unknown>>(
    `SELECT at, request_id AS "requestId" FROM (${lookedAt(way, '$6', '$7')} OFFSET $8 LIMIT 1) looked`,
    [...values.slice(0, 5), ...place, lookedMax - 1],
  );
  // nothing: there are fewer.
  return { calls, ended: rows[0] ?? null };
}

/** How many calls match, counted to one more than `most`. */
export async function countCalls(
  db: Db,
  tenantId: number,
  filters: CallFilters,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT FROM request_log.calls WHERE ${MATCHES} LIMIT $10) counted`,
    [...valuesOf(tenantId, filters), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
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
