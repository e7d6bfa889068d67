import type { Part } from './part.ts';

export const impacts = ['degraded', 'down'] as const;
export type Impact = (typeof impacts)[number];
export const steps = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type Step = (typeof steps)[number];

export interface IncidentUpdate {
  readonly step: Step;
  readonly text: string;
  readonly writtenAt: Date;
  readonly writtenBy: string;
}

/** A fault that staff write about: what is affected, and what they know, step by step. */
export interface Incident {
  readonly incidentId: string;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly impact: Impact;
  /** Of the newest update. */
  readonly step: Step;
  readonly openedAt: Date;
  /** The newest first. */
  readonly updates: readonly IncidentUpdate[];
}
