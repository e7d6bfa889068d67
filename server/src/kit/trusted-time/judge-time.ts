import { DAY_MS, HOUR_MS, SECOND_MS } from '../time.ts';
/** Why the clock is not trusted. */
export type Doubt =
  /** While this process ran, the time moved differently from a monotonic clock. */
  | 'leap'
  /** When this process first looked, the time was long after the latest trusted time, or before it. */
  | 'gap'
  /** The time differs from the database's clock. */
  | 'database';

/** What is stored between two looks. */
export interface TimeRecord {
  /** The latest trusted time. */
  readonly mark: Date;
  readonly doubt: { readonly kind: Doubt; readonly since: Date; readonly steadyMs: number } | null;
}

/** One look at the clocks. */
export interface Reading {
  readonly wall: Date;
  /** Time since this process's last look, by the wall clock and by a monotonic clock; null at the first look. */
  readonly passed: { readonly wallMs: number; readonly steadyMs: number } | null;
  /** How far the wall clock is ahead of the database's clock. */
  readonly aheadOfDatabaseMs: number;
}

/** Tolerance: clocks drift, and both are not read at the same instant. */
const LEAP_MS = 5 * SECOND_MS;
const DRIFT = 0.01;
/** A shop may be closed for a day without anybody being asked. */
export const GAP_MAX_MS = DAY_MS;
export const OFFSET_MAX_MS = 30 * SECOND_MS;
/** How long the clock must run evenly before it is trusted again: near the latest trusted time, and far from it. */
export const STEADY_NEAR_MS = HOUR_MS;
export const STEADY_FAR_MS = DAY_MS;

/** The state after a look; the time is trusted if there is no doubt. */
export function judgeTime(kept: TimeRecord | null, reading: Reading): TimeRecord {
  const { wall, passed } = reading;
  if (kept === null) return { mark: wall, doubt: null };
  const kind = findDoubt(kept, reading);
  if (kind !== null) return { mark: kept.mark, doubt: { kind, since: wall, steadyMs: 0 } };
  if (kept.doubt === null) return { mark: later(kept.mark, wall), doubt: null };
  // nothing: after a restart the time that passed is unknown.
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
  // The doubt continues, and its time counts from its own beginning.
  if (kept.doubt !== null) return null;
  const sinceMark = reading.wall.getTime() - kept.mark.getTime();
  return sinceMark > GAP_MAX_MS || sinceMark < -LEAP_MS ? 'gap' : null;
}

function later(one: Date, other: Date): Date {
  return one.getTime() > other.getTime() ? one : other;
}
