import type { Tx } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

const REMINDED_MAX = 20;

export interface SilentIncident {
  readonly incidentId: string;
  readonly title: string;
  readonly updatedAt: Date;
}

/**
 * Open incidents about which nobody has written for a day, and of which staff were not reminded for a day; marks them as reminded of.
 * An update begins a new day.
 */
export async function takeSilentIncidents(tx: Tx, now: Date): Promise<SilentIncident[]> {
  const { rows } = await tx.query<SilentIncident>(
    `UPDATE status.incidents SET reminded_at = $1
      WHERE incident_id IN (
        SELECT incident_id FROM status.incidents
         WHERE step <> 'resolved' AND updated_at <= $2 AND (reminded_at IS NULL OR reminded_at <= $2)
         ORDER BY incident_id LIMIT ${REMINDED_MAX} FOR UPDATE SKIP LOCKED)
      RETURNING incident_id AS "incidentId", title, updated_at AS "updatedAt"`,
    [now, new Date(now.getTime() - DAY_MS)],
  );
  return rows;
}
