/** The one source of time. SQL gets the time as a parameter and never reads the database's own clock. */
export interface Clock {
  now(): Date;
  /** Milliseconds since an arbitrary instant, by a clock that nobody can set: only differences are meaningful. */
  steadyMs(): number;
}

export function systemClock(): Clock {
  return { now: () => new Date(), steadyMs: () => performance.now() };
}

export interface DrivenClock extends Clock {
  /** Lets time pass. */
  advance(milliseconds: number): void;
  /** Moves the time to this instant, forwards or backwards. */
  set(instant: Date): void;
  /** Sets the clock wrong without letting time pass. */
  leap(milliseconds: number): void;
}

/** A clock for tests that moves only when a test moves it. */
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
