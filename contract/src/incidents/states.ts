/** What the status page reports on. `api`: every call of the partner API; `codes`: its calls that buy codes or return them. */
export const incidentParts = ['api', 'codes', 'webhooks', 'portal'] as const;
export type IncidentPart = (typeof incidentParts)[number];

/** The parts as people read them. */
export const incidentPartNames: Readonly<Record<IncidentPart, string>> = {
  api: 'API',
  codes: 'Delivery of codes',
  webhooks: 'Webhooks',
  portal: 'Portal',
};

export const incidentImpacts = ['degraded', 'down'] as const;
export type IncidentImpact = (typeof incidentImpacts)[number];

export const incidentSteps = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type IncidentStep = (typeof incidentSteps)[number];
