import type { Db } from '../kit/database/index.ts';
import type { Incident, IncidentUpdate } from './incident.ts';

type Row = Omit<Incident, 'updates' | 'step'> & {
  updates: (Omit<IncidentUpdate, 'writtenAt'> & { writtenAt: string })[];
};

const COLUMNS = `i.incident_id AS "incidentId", i.title, i.parts, i.impact, i.opened_at AS "openedAt",
  (SELECT jsonb_agg(jsonb_build_object('step', u.step, 'text', u.text, 'writtenAt', u.written_at,
            'writtenBy', u.written_by) ORDER BY u.sequence DESC)
     FROM status.incident_updates u WHERE u.incident_id = i.incident_id) AS updates`;

/** The incidents of the last days and all that are open, the newest first. */
export async function readIncidents(db: Db, since: Date): Promise<Incident[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM status.incidents i ORDER BY i.opened_at DESC, i.incident_id DESC`,
  );
  return rows
    .map(incidentOf)
    .filter(({ step, openedAt }) => step !== 'resolved' || openedAt >= since);
}

/** One incident; null if there is none. */
export async function findIncident(db: Db, incidentId: string): Promise<Incident | null> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM status.incidents i WHERE i.incident_id = $1`,
    [incidentId],
  );
  return rows[0] ? incidentOf(rows[0]) : null;
}

function incidentOf(row: Row): Incident {
  const updates = row.updates.map((each) => ({ ...each, writtenAt: new Date(each.writtenAt) }));
  return { ...row, updates, step: updates[0]?.step ?? 'investigating' };
}
