import type { Db } from '../kit/database/index.ts';
import { type CallFilters, MATCHES, valuesOf } from './list-calls.ts';

const GROUPS_MAX = 50;
const GAPS_MAX = 50;

/** Calls of a period that ended with the same error at the same path. */
export interface FailedGroup {
  readonly errorCode: string | null;
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly calls: number;
  readonly keys: number;
  readonly lastAt: Date;
}

/** The calls of a minute that were not recorded. */
export interface Gap {
  readonly minute: Date;
  readonly calls: number;
}

/** What failed in a period, the most frequent first, and what is missing in its log. Successful calls are not read. */
export async function summariseCalls(
  db: Db,
  tenantId: number,
  filters: CallFilters,
): Promise<{ readonly failed: FailedGroup[]; readonly gaps: Gap[] }> {
  const failed = await db.query<FailedGroup>(
    `SELECT code AS "errorCode", status, method, path, count(*)::int AS calls, count(DISTINCT key_id)::int AS keys, max(at) AS "lastAt"
       FROM request_log.calls WHERE ${MATCHES} AND status >= 400
      GROUP BY code, status, method, path ORDER BY calls DESC, "lastAt" DESC LIMIT ${GROUPS_MAX}`,
    valuesOf(tenantId, filters),
  );
  const gaps = await db.query<Gap>(
    `SELECT minute, calls FROM request_log.gaps
      WHERE tenant_id = $1 AND minute >= date_trunc('minute', $2::timestamptz) AND minute < $3
      ORDER BY minute DESC LIMIT ${GAPS_MAX}`,
    [tenantId, filters.from, filters.before],
  );
  return { failed: failed.rows, gaps: gaps.rows };
}
