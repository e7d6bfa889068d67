import type { Db } from '../kit/database/index.ts';
import { everyRow } from '../kit/every-row.ts';

export interface FailingEndpoint {
  readonly endpointId: string;
  readonly tenantId: number;
  readonly failingSince: Date;
}

/** All enabled endpoints that have nothing but failures and that nobody has paused, those that have failed longest first. */
export async function failingEndpoints(db: Db, rowsPerPage?: number): Promise<FailingEndpoint[]> {
  const read = async (after: string, most: number) => {
    const { rows } = await db.query<FailingEndpoint & Record<string, unknown>>(
      `SELECT endpoint_id AS "endpointId", tenant_id AS "tenantId", failing_since AS "failingSince"
         FROM webhooks.cursors WHERE enabled AND NOT paused AND failing_since IS NOT NULL AND endpoint_id > $1
        ORDER BY endpoint_id LIMIT $2`,
      [after, most],
    );
    return rows;
  };
  const all = await everyRow(read, ({ endpointId }) => endpointId, rowsPerPage);
  return all.toSorted((a, b) => a.failingSince.getTime() - b.failingSince.getTime());
}
