import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { type NewIncident, openIncident, type WholeIncident } from '../status/index.ts';

/** Opens an incident and notifies all staff, in one commit: partners will ask any of them. */
export async function reportIncident(
  tx: Tx,
  incident: NewIncident,
  by: By,
): Promise<WholeIncident> {
  const opened = await openIncident(tx, incident, by);
  const { incidentId, title, parts, impact } = opened;
  await notify(tx, 'incident.opened', 'staff', { incidentId, title, parts, impact, at: by.at });
  return opened;
}
