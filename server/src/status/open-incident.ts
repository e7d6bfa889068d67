import type { IncidentImpact, IncidentStep } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { advisoryLocks, type Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { limitReached } from '../kit/refusal.ts';
import { OPEN_MAX, type WholeIncident } from './incident.ts';
import { countOpenIncidents, findIncident } from './incidents.ts';
import type { Part } from './part.ts';

export interface NewIncident {
  readonly title: string;
  readonly parts: readonly Part[];
  readonly impact: IncidentImpact;
  readonly step: IncidentStep;
  readonly text: string;
}

/** Opens an incident with its first update; the status page shows it within seconds. */
export async function openIncident(tx: Tx, incident: NewIncident, by: By): Promise<WholeIncident> {
  const { title, impact, step, text } = incident;
  const parts = [...new Set(incident.parts)];
  const incidentId = newUuid(by.at.getTime());
  if (step !== 'resolved') await refuseTooManyOpen(tx);
  await tx.query(
    `INSERT INTO status.incidents (incident_id, title, parts, impact, step, opened_at, opened_by, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $6)`,
    [incidentId, title, parts, impact, step, by.at, by.actor],
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

/** One more incident may be open; locks, so that two at once are counted. */
export async function refuseTooManyOpen(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.openIncidents]);
  const used = await countOpenIncidents(tx);
  if (used < OPEN_MAX) return;
  const detail = `${OPEN_MAX} incidents are open; resolve one first.`;
  throw limitReached({ limit: OPEN_MAX, used }, detail);
}
