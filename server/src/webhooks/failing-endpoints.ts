import type { Db } from '../kit/database/index.ts';

export interface FailingEndpoint {
  readonly endpointId: string;
  readonly tenantId: number;
  readonly failingSince: Date;
}

const LIST_MAX = 5_000;

/** Enabled endpoints that have nothing but failures, those that have failed longest first. */
export async function failingEndpoints(db: Db): Promise<FailingEndpoint[]> {
  const { rows } = await db.query<FailingEndpoint & Record<string, unknown>>(
    `SELECT endpoint_id AS "endpointId", tenant_id AS "tenantId", failing_since AS "failingSince"
       FROM webhooks.cursors WHERE enabled AND failing_since IS NOT NULL
      ORDER BY failing_since LIMIT ${LIST_MAX}`,
  );
  return rows;
}
