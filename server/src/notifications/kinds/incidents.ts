import {
  consolePages,
  type IncidentImpact,
  type IncidentPart,
  incidentPartNames,
} from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import type { Kind } from '../kind.ts';
import { minuteOf } from '../minute-of.ts';

interface Incident {
  readonly incidentId: string;
  readonly title: string;
}

const page = ({ incidentId }: Incident) => consolePages.incident(formatId('icd', incidentId));
const impacts = { degraded: 'partly affected', down: 'down' } as const;

/** Notifications of staff about what the status page says. */
export const incidentKinds = {
  'incident.opened': {
    to: { staff: 'all' },
    email: false,
    page,
    sentence: ({
      title,
      parts,
      impact,
    }: Incident & { readonly parts: readonly IncidentPart[]; readonly impact: IncidentImpact }) =>
      `The status page has a new incident: “${title}” (${parts.map((part) => incidentPartNames[part]).join(', ')}: ${impacts[impact]}).`,
  },
  'incident.silent': {
    to: { staff: ['admin', 'support'] },
    email: true,
    page,
    sentence: ({ title, updatedAt }: Incident & { readonly updatedAt: Date }) =>
      `The incident “${title}” is open, and nobody has written about it since ${minuteOf(updatedAt)}: update or resolve it.`,
  },
} as const satisfies Record<string, Kind>;
