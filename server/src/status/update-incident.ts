import type { IncidentImpact, IncidentStep } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { limitReached, Refusal } from '../kit/refusal.ts';
import { UPDATES_MAX, type WholeIncident } from './incident.ts';
import { findIncident } from './incidents.ts';
import { refuseTooManyOpen } from './open-incident.ts';
import type { Part } from './part.ts';

export interface IncidentNews {
  readonly step: IncidentStep;
  readonly text: string;
  /** Left out: as before. */
  readonly impact?: IncidentImpact | undefined;
  readonly parts?: readonly Part[] | undefined;
}

/** Adds what is known now to an incident. A resolved one can be opened again: a fault that returns is the same fault. */
export async function updateIncident(
  tx: Tx,
  incidentId: string,
  { step, text, impact, parts }: IncidentNews,
  by: By,
): Promise<WholeIncident> {
  // Two people who write at once write one after the other.
  const { rows } = await tx.query<{ step: IncidentStep; updates: number }>(
    `SELECT step, (SELECT max(sequence) FROM status.incident_updates u
                    WHERE u.incident_id = i.incident_id) AS updates
       FROM status.incidents i WHERE incident_id = $1 FOR UPDATE`,
    [incidentId],
  );
  const [before] = rows;
  if (!before) throw new Refusal('not_found');
  if (before.step === 'resolved' && step !== 'resolved') await refuseTooManyOpen(tx);
  // The last place is for its end.
  const isEnd = before.step !== 'resolved' && step === 'resolved';
  if (before.updates >= UPDATES_MAX - (isEnd ? 0 : 1)) {
    const detail = `An incident has at most ${UPDATES_MAX} updates, and the last one resolves it; open another incident.`;
    throw limitReached({ limit: UPDATES_MAX, used: before.updates }, detail);
  }
  await tx.query(
    `UPDATE status.incidents
        SET step = $2, impact = coalesce($3, impact), parts = coalesce($4, parts), updated_at = $5, reminded_at = NULL
      WHERE incident_id = $1`,
    [incidentId, step, impact ?? null, parts ? [...new Set(parts)] : null, by.at],
  );
  await tx.query(
    `INSERT INTO status.incident_updates (incident_id, sequence, step, text, written_at, written_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [incidentId, before.updates + 1, step, text, by.at, by.actor],
  );
  await recordAudit(tx, {
    ...by,
    action: 'incident.updated',
    subject: formatId('icd', incidentId),
    detail: { step, text, ...(impact && { impact }), ...(parts && { parts }) },
  });
  return required(await findIncident(tx, incidentId), 'it was just changed');
}
