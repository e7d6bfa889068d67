import { type Static, Type } from 'typebox';
import { id, time } from '../kit/primitives.ts';
import { line, listOf, listQuery, oneOf, request, text } from '../kit/shapes.ts';
import { incidentImpacts, incidentParts, incidentSteps } from './states.ts';

const parts = (description: string) =>
  Type.Array(oneOf(incidentParts, 'A part of the status page.'), {
    minItems: 1,
    maxItems: incidentParts.length,
    uniqueItems: true,
    description,
  });
const impact = oneOf(
  incidentImpacts,
  '`degraded`: some of it fails or is slow. `down`: none of it works.',
);
const step = oneOf(
  incidentSteps,
  'How far the work is. `resolved` closes the incident; any other word opens it again.',
);

const members = {
  id: id('icd', 'Id of the incident.'),
  object: Type.Literal('incident'),
  title: Type.String({ description: 'What strangers read in the headline.' }),
  parts: parts('What is affected.'),
  impact,
  step: oneOf(incidentSteps, 'Of the newest update.'),
  opened_at: time('When it was opened.'),
  opened_by: Type.String({ description: 'Who opened it.' }),
  updated_at: time('When somebody wrote about it last.'),
};

export const IncidentSummary = Type.Object(members, {
  title: 'IncidentSummary',
  description: 'A fault that staff write about on the status page.',
});
export type IncidentSummary = Static<typeof IncidentSummary>;
export const IncidentList = listOf('IncidentList', 'Incidents, newest first.', IncidentSummary);

const IncidentUpdate = Type.Object(
  {
    step: oneOf(incidentSteps, 'How far the work was.'),
    text: Type.String({ description: 'What was known.' }),
    written_at: time('When.'),
    written_by: Type.String({ description: 'Who wrote it; the status page does not say so.' }),
  },
  { title: 'IncidentUpdate', description: 'What was known at one time.' },
);

export const Incident = Type.Object(
  {
    ...members,
    updates: Type.Array(IncidentUpdate, { description: 'The newest first.' }),
  },
  { title: 'Incident', description: 'An incident with all that was written about it.' },
);
export type Incident = Static<typeof Incident>;

export const IncidentQuery = listQuery({
  status: Type.Optional(
    oneOf(['open', 'resolved'], 'Only those that are open, or only those that are over.'),
  ),
});

const told = text(2_000, 'What strangers read: what they notice, and what they can do.');

export const IncidentOpen = request('IncidentOpen', 'Anybody can read all of it.', {
  title: line(120, 'The headline of the status page: what partners notice.'),
  parts: parts('What is affected.'),
  impact,
  step,
  text: told,
});
export type IncidentOpen = Static<typeof IncidentOpen>;

export const IncidentChange = request('IncidentChange', 'What is left out stays as it is.', {
  step,
  text: told,
  impact: Type.Optional(impact),
  parts: Type.Optional(parts('What is affected now.')),
});
export type IncidentChange = Static<typeof IncidentChange>;
