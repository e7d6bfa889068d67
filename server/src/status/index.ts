export type { Incident, WholeIncident } from './incident.ts';
export { incidentTitles } from './incident-titles.ts';
export {
  countOpenIncidents,
  findIncident,
  incidentPages,
  listIncidents,
  readIncidents,
} from './incidents.ts';
export {
  availabilityBps,
  type DayStatus,
  daysOf,
  judge,
  type PartStatus,
  type State,
  type Status,
} from './judge.ts';
export { Meter } from './meter.ts';
export { type NewIncident, openIncident } from './open-incident.ts';
export {
  BOUNDS_S,
  bucketOf,
  type Figures as CallFigures,
  type Measure,
  type Part,
  p95,
  partNames,
  parts,
  sumOf,
} from './part.ts';
export { readFigures, type StoredFigures } from './read-figures.ts';
export { FigureRecorder, recordFigures } from './record-figures.ts';
export { rollUpFigures } from './roll-up.ts';
export { takeSilentIncidents } from './take-silent-incidents.ts';
export { type IncidentNews, updateIncident } from './update-incident.ts';
