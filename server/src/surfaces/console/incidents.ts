import * as contract from '@psnb2b/contract';
import { reportIncident } from '../../acts/index.ts';
import { actorTexts } from '../../identity/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters, given } from '../../kit/given.ts';
import { json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import {
  findIncident,
  incidentPages,
  listIncidents,
  updateIncident,
  type WholeIncident,
} from '../../status/index.ts';
import { madeOnce } from '../both/made-once.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** What staff write on the status page. */
export function incidentRoutes({ database }: Parts) {
  const { reads } = database;
  const find = async (incidentId: string) => {
    const found = await findIncident(reads, incidentId);
    if (found === null) throw new Refusal('not_found');
    return found;
  };
  const written = async (incident: WholeIncident) => json(201, await presentWhole(reads, incident));
  const id = ({ incidentId }: WholeIncident) => incidentId;
  return onConsole({
    listIncidents: ({ query }) =>
      pageBothWays(
        incidentPages,
        filters(contract.IncidentQuery, query),
        (asked) => listIncidents(reads, asked),
        async (found) => {
          const names = await actorTexts(
            reads,
            found.map(({ openedBy }) => openedBy),
          );
          return found.map((each) =>
            present(contract.IncidentSummary, each, {
              parts: [...each.parts],
              opened_by: names(each.openedBy),
            }),
          );
        },
      ),
    getIncident: async ({ params }) =>
      json(200, await presentWhole(reads, await find(params.incident_id))),
    openIncident: (call) => {
      const incident = given(contract.IncidentOpen, call.body);
      const make = (tx: Parameters<typeof reportIncident>[0]) =>
        reportIncident(tx, incident, call.by);
      return madeOnce(database, call, { make, id, find, reply: written });
    },
    updateIncident: (call) => {
      const news = given(contract.IncidentChange, call.body);
      const { incident_id: incidentId } = call.params;
      const make = (tx: Parameters<typeof updateIncident>[0]) =>
        updateIncident(tx, incidentId, news, call.by);
      return madeOnce(database, call, { make, id, find, reply: written });
    },
  });
}

async function presentWhole(db: Db, incident: WholeIncident) {
  const writers = incident.updates.map(({ writtenBy }) => writtenBy);
  const nameOf = await actorTexts(db, [incident.openedBy, ...writers]);
  const row = {
    ...incident,
    openedBy: nameOf(incident.openedBy),
    updates: incident.updates.map((each) => ({ ...each, writtenBy: nameOf(each.writtenBy) })),
  };
  return present(contract.Incident, row, { parts: [...incident.parts] });
}
