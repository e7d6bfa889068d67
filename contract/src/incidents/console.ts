import { idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Incident, IncidentChange, IncidentList, IncidentOpen, IncidentQuery } from './schemas.ts';

const params = idParam('incident_id', 'Id of the incident.');
const write = {
  ...acting,
  tag: 'Incidents',
  roles: ['admin', 'support'],
  idempotent: true,
} as const;

/** What staff write on the status page. */
export const consoleIncidentOperations = {
  listIncidents: {
    ...reading,
    tag: 'Incidents',
    id: 'listIncidents',
    path: '/incidents',
    summary: 'List incidents',
    description: 'The newest first.',
    query: IncidentQuery,
    replies: okPage(IncidentList, 'A page of incidents.'),
  },
  getIncident: {
    ...reading,
    tag: 'Incidents',
    id: 'getIncident',
    path: '/incidents/{incident_id}',
    summary: 'Read an incident',
    description: 'With all updates, the newest first.',
    params,
    replies: ok(Incident, 'The incident.'),
  },
  openIncident: {
    ...write,
    id: 'openIncident',
    path: '/incidents',
    summary: 'Open an incident',
    description: 'The status page shows it within seconds. All staff are notified.',
    body: IncidentOpen,
    replies: created(Incident, 'The incident.'),
  },
  updateIncident: {
    ...write,
    id: 'updateIncident',
    path: '/incidents/{incident_id}/updates',
    summary: 'Update an incident',
    description:
      'Adds what is known now, to which nothing is changed afterwards. An open incident without an update is recalled to staff once a day.',
    params,
    body: IncidentChange,
    replies: created(Incident, 'The incident.'),
  },
} as const satisfies Record<string, WebAppOperation>;
