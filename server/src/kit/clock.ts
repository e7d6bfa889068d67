/** The one source of time. SQL gets it as a parameter and never asks the database's own clock. */
export interface Clock {
  now(): Date;
}

export function systemClock(): Clock {
  return { now: () => new Date() };
}

export interface DrivenClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: Date): void;
}

/** A clock that stands still until a test moves it. */
export function drivenClock(start = new Date('2026-11-24T00:00:00.000Z')): DrivenClock {
  let milliseconds = start.getTime();
  return {
    now: () => new Date(milliseconds),
    advance: (by) => {
      milliseconds += by;
    },
    set: (instant) => {
      milliseconds = instant.getTime();
    },
  };
}
