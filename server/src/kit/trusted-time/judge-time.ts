/** Why the clock is not believed. */
export type Doubt =
  /** The time moved otherwise than a clock that nobody sets, while this process ran. */
  | 'leap'
  /** Long after the latest trusted time, or before it, when this process looked first. */
  | 'gap'
  /** Another time than the database's. */
  | 'database';

/** What is kept between looks. */
export interface TimeRecord {
  /** The latest time that was trusted. */
  readonly mark: Date;
  readonly doubt: { readonly kind: Doubt; readonly since: Date; readonly steadyMs: number } | null;
}

/** One look at the clocks. */
export interface Reading {
  readonly wall: Date;
  /** Time passed since this process's look before, by the wall and by a clock that nobody sets; null at its first. */
  readonly passed: { readonly wallMs: number; readonly steadyMs: number } | null;
  /** How far the wall is ahead of the database's clock. */
  readonly aheadOfDatabaseMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Clocks drift, and both are not read in one instant. */
const LEAP_MS = 5 * SECOND;
const DRIFT = 0.01;
/** A shop may be closed for a day without anybody being asked. */
export const GAP_MAX_MS = 24 * HOUR;
export const OFFSET_MAX_MS = 30 * SECOND;
/** How long the clock runs evenly before it is believed again: near the latest trusted time, and far from it. */
export const STEADY_NEAR_MS = 60 * MINUTE;
export const STEADY_FAR_MS = 24 * HOUR;

/** What is to be kept after a look; it is trusted when nothing is in doubt. */
export function judgeTime(kept: TimeRecord | null, reading: Reading): TimeRecord {
  const { wall, passed } = reading;
  if (kept === null) return { mark: wall, doubt: null };
  const kind = findDoubt(kept, reading);
  if (kind !== null) return { mark: kept.mark, doubt: { kind, since: wall, steadyMs: 0 } };
  if (kept.doubt === null) return { mark: later(kept.mark, wall), doubt: null };
  // nothing: after a restart nothing is known to have passed.
  const steadyMs = kept.doubt.steadyMs + (passed?.steadyMs ?? 0);
  const isNear = Math.abs(wall.getTime() - kept.mark.getTime()) <= GAP_MAX_MS;
  if (steadyMs >= (isNear ? STEADY_NEAR_MS : STEADY_FAR_MS)) return { mark: wall, doubt: null };
  return { mark: kept.mark, doubt: { ...kept.doubt, steadyMs } };
}

function findDoubt(kept: TimeRecord, reading: Reading): Doubt | null {
  if (Math.abs(reading.aheadOfDatabaseMs) > OFFSET_MAX_MS) return 'database';
  if (reading.passed !== null) {
    const { wallMs, steadyMs } = reading.passed;
    return Math.abs(wallMs - steadyMs) > LEAP_MS + DRIFT * steadyMs ? 'leap' : null;
  }
  // In doubt already: the doubt goes on, and its time is counted from here.
  if (kept.doubt !== null) return null;
  const sinceMark = reading.wall.getTime() - kept.mark.getTime();
  return sinceMark > GAP_MAX_MS || sinceMark < -LEAP_MS ? 'gap' : null;
}

function later(one: Date, other: Date): Date {
  return one.getTime() > other.getTime() ? one : other;
}
