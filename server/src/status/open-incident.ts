import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import type { Impact, Incident, Step } from './incident.ts';
import { findIncident } from './incidents.ts';
import type { Part } from './part.ts';

export interface NewIncident {
  readonly title: string;
  readonly parts: readonly Part[];
  readonly impact: Impact;
  readonly step: Step;
  readonly text: string;
}

/** Opens an incident with its first update; the status page shows it within seconds. */
export async function openIncident(tx: Tx, incident: NewIncident, by: By): Promise<Incident> {
  const { title, impact, step, text } = incident;
  const parts = [...new Set(incident.parts)];
  const incidentId = newUuid(by.at.getTime());
  await tx.query(
    `INSERT INTO status.incidents (incident_id, title, parts, impact, opened_at, opened_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [incidentId, title, parts, impact, by.at, by.actor],
  );
  await tx.query(
    `INSERT INTO status.incident_updates (incident_id, sequence, step, text, written_at, written_by)
     VALUES ($1, 1, $2, $3, $4, $5)`,
    [incidentId, step, text, by.at, by.actor],
  );
  await recordAudit(tx, {
    ...by,
    action: 'incident.opened',
    subject: formatId('icd', incidentId),
    detail: { title, parts, impact, step, text },
  });
  return required(await findIncident(tx, incidentId), 'it was just written');
}
