import type { IncidentImpact, IncidentStep } from '@psnb2b/contract';
import type { Part } from './part.ts';

/** Open at once: an open one is read by every visitor of the status page. */
export const OPEN_MAX = 20;
export const UPDATES_MAX = 50;

export interface IncidentUpdate {
  readonly step: IncidentStep;
  readonly text: string;
  readonly writtenAt: Date;
  readonly writtenBy: string;
}

/** A fault that staff write about: what is affected, and what they know, step by step. */
export interface Incident {
  readonly incidentId: string;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly impact: IncidentImpact;
  /** Of the newest update. */
  readonly step: IncidentStep;
  readonly openedAt: Date;
  readonly openedBy: string;
  /** Of the newest update. */
  readonly updatedAt: Date;
}

export interface WholeIncident extends Incident {
  /** The newest first. */
  readonly updates: readonly IncidentUpdate[];
}
