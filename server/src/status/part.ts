import { type IncidentPart, incidentPartNames, incidentParts } from '@psnb2b/contract';

export const parts = incidentParts;
export type Part = IncidentPart;

/** What is measured: the parts, and how partners' endpoints answer, which is no fault of ours. */
export const measures = [...parts, 'endpoints'] as const;
export type Measure = (typeof measures)[number];

export const partNames = incidentPartNames;

/** Upper bounds of the times in seconds; times above the last are counted behind it. */
export const BOUNDS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

/** What was measured over some time. */
export interface Figures {
  readonly calls: number;
  readonly failures: number;
  /** Calls by the bound that they took at most; one more than there are bounds. */
  readonly times: readonly number[];
}

/** The place of a time among the bounds: the first that it does not exceed, or the one behind the last. */
export function bucketOf(seconds: number): number {
  const bucket = BOUNDS_S.findIndex((bound) => seconds <= bound);
  return bucket === -1 ? BOUNDS_S.length : bucket;
}

/** The bound within which 95 of 100 calls ended, in seconds; infinity if it is above the last, null without calls. */
export function p95({ calls, times }: Figures): number | null {
  if (calls === 0) return null;
  let below = 0;
  const at = times.findIndex((count) => {
    below += count;
    return below >= calls * 0.95;
  });
  return BOUNDS_S[at] ?? Number.POSITIVE_INFINITY;
}

/** Adds figures up, element by element. */
export function sumOf(all: readonly Figures[]): Figures {
  const times = Array.from({ length: BOUNDS_S.length + 1 }, (_, at) =>
    all.reduce((sum, each) => sum + (each.times[at] ?? Number.NaN), 0),
  );
  return {
    calls: all.reduce((sum, { calls }) => sum + calls, 0),
    failures: all.reduce((sum, { failures }) => sum + failures, 0),
    times,
  };
}
