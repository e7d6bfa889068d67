import type { Db } from '../kit/database/index.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';
import {
  type Incident,
  type IncidentUpdate,
  OPEN_MAX,
  UPDATES_MAX,
  type WholeIncident,
} from './incident.ts';

type WholeRow = Incident & {
  updates: (Omit<IncidentUpdate, 'writtenAt'> & { writtenAt: string })[];
};

/** Resolved incidents that the status page shows at most. */
const RESOLVED_MAX = 100;

const COLUMNS = `i.incident_id AS "incidentId", i.title, i.parts, i.impact, i.step, i.opened_at AS "openedAt",
  i.opened_by AS "openedBy", i.updated_at AS "updatedAt"`;
const UPDATES = `(SELECT jsonb_agg(jsonb_build_object('step', u.step, 'text', u.text, 'writtenAt', u.written_at,
            'writtenBy', u.written_by) ORDER BY u.sequence DESC)
     FROM status.incident_updates u
    WHERE u.incident_id = i.incident_id AND u.sequence <= ${UPDATES_MAX}) AS updates`;

export interface IncidentFilters extends PageAsked<string> {
  readonly status?: 'open' | 'resolved';
}

export const incidentPages = new Pages(
  'incidents',
  idPlace,
  ({ incidentId }: Incident) => incidentId,
  { turns: true },
);

/** Incidents without what was written about them, the newest first. */
export async function listIncidents(db: Db, asked: IncidentFilters): Promise<Incident[]> {
  const { behind, order } = falling(asked);
  const { rows } = await db.query<Incident>(
    `SELECT ${COLUMNS} FROM status.incidents i
      WHERE ($1::text IS NULL OR (i.step = 'resolved') = ($1 = 'resolved'))
        AND ($2::uuid IS NULL OR i.incident_id ${behind} $2)
      ORDER BY i.incident_id ${order} LIMIT $3`,
    [asked.status ?? null, asked.behind ?? null, asked.limit],
  );
  return rows;
}

/** All that are open, and those that were resolved since, the newest first: never more than a page can show. */
export async function readIncidents(db: Db, since: Date): Promise<WholeIncident[]> {
  const { rows } = await db.query<WholeRow>(
    `SELECT ${COLUMNS}, ${UPDATES} FROM (
       (SELECT * FROM status.incidents WHERE step <> 'resolved' ORDER BY incident_id DESC LIMIT ${OPEN_MAX})
       UNION ALL
       (SELECT * FROM status.incidents WHERE step = 'resolved' AND updated_at >= $1
         ORDER BY updated_at DESC LIMIT ${RESOLVED_MAX})) i
      ORDER BY i.incident_id DESC`,
    [since],
  );
  return rows.map(whole);
}

/** One incident; null if there is none. */
export async function findIncident(db: Db, incidentId: string): Promise<WholeIncident | null> {
  const { rows } = await db.query<WholeRow>(
    `SELECT ${COLUMNS}, ${UPDATES} FROM status.incidents i WHERE i.incident_id = $1`,
    [incidentId],
  );
  return rows[0] ? whole(rows[0]) : null;
}

/** How many are open. */
export async function countOpenIncidents(db: Db): Promise<number> {
  const { rows } = await db.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM status.incidents WHERE step <> 'resolved'`,
  );
  // nothing: a count has a row
  return rows[0]?.open ?? 0;
}

function whole(row: WholeRow): WholeIncident {
  return {
    ...row,
    updates: row.updates.map((each) => ({ ...each, writtenAt: new Date(each.writtenAt) })),
  };
}
