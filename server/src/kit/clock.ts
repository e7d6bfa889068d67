/** The one source of time. SQL gets it as a parameter and never asks the database's own clock. */
export interface Clock {
  now(): Date;
  /** Milliseconds since some instant, by a clock that nobody sets: only differences mean anything. */
  steadyMs(): number;
}

export function systemClock(): Clock {
  return { now: () => new Date(), steadyMs: () => performance.now() };
}

export interface DrivenClock extends Clock {
  /** Time passes. */
  advance(milliseconds: number): void;
  /** Time passes until this instant, or is put back to it. */
  set(instant: Date): void;
  /** Somebody sets the clock wrong: no time passes. */
  leap(milliseconds: number): void;
}

/** A clock that stands still until a test moves it. */
export function drivenClock(start = new Date('2026-11-24T00:00:00.000Z')): DrivenClock {
  let wallMs = start.getTime();
  let steadyMs = 0;
  const advance = (by: number) => {
    wallMs += by;
    steadyMs += by;
  };
  return {
    now: () => new Date(wallMs),
    steadyMs: () => steadyMs,
    advance,
    set: (instant) => advance(instant.getTime() - wallMs),
    leap: (by) => {
      wallMs += by;
    },
  };
}
