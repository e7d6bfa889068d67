import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Impact, Incident, Step } from './incident.ts';
import { findIncident } from './incidents.ts';

export interface IncidentChange {
  readonly step: Step;
  readonly text: string;
  readonly impact: Impact;
}

/** Adds what is known now to an incident. A resolved one can be opened again: a fault that returns is the same fault. */
export async function updateIncident(
  tx: Tx,
  id: string,
  { step, text, impact }: IncidentChange,
  by: By,
): Promise<Incident> {
  const incidentId = parseId('icd', id);
  if (incidentId === null) throw new Refusal('not_found');
  // Two people who write at once write one after the other.
  const { rowCount } = await tx.query(
    'UPDATE status.incidents SET impact = $2 WHERE incident_id = $1',
    [incidentId, impact],
  );
  if (rowCount === 0) throw new Refusal('not_found');
  await tx.query(
    `INSERT INTO status.incident_updates (incident_id, sequence, step, text, written_at, written_by)
     SELECT $1, max(sequence) + 1, $2, $3, $4, $5
       FROM status.incident_updates WHERE incident_id = $1`,
    [incidentId, step, text, by.at, by.actor],
  );
  await recordAudit(tx, {
    ...by,
    action: 'incident.updated',
    subject: id,
    detail: { step, text, impact },
  });
  return required(await findIncident(tx, incidentId), 'it was just changed');
}
