import type { Door, SessionState } from '@psnb2b/contract';
import {
  hasSecondFactor,
  needsSecondFactor,
  type Person,
  type Session,
  type User,
} from './person.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long a session lasts at most, and how long it may lie unused. */
export const SESSION_LIFE: Readonly<Record<Door, { mostMs: number; idleMs: number }>> = {
  portal: { mostMs: 14 * DAY, idleMs: 2 * DAY },
  console: { mostMs: 12 * HOUR, idleMs: 2 * HOUR },
};
/** A sign-in that stays half done. */
const HALF_MS = 15 * MINUTE;
/** A proof opens the calls that need a step-up for so long. */
export const PROVEN_MS = 10 * MINUTE;
const SEEN_EVERY_MS = MINUTE;

/** How far a right password takes a user. */
export function stateAfterPassword(
  user: Pick<User, 'door' | 'hasTotp' | 'passkeys'>,
): SessionState {
  if (hasSecondFactor(user)) return 'second_factor';
  return needsSecondFactor(user) ? 'enrolment' : 'active';
}

/** How long a session lasts at most, from when it was opened. */
export function sessionLifeMs(door: Door, state: SessionState): number {
  return state === 'active' ? SESSION_LIFE[door].mostMs : HALF_MS;
}

/** Whether a proof was given lately enough for the calls that need a step-up. */
export function isProvenAt({ provenAt }: Pick<Session, 'provenAt'>, at: Date): boolean {
  return provenAt !== null && at.getTime() - provenAt.getTime() <= PROVEN_MS;
}

/** Whether its last use is worth writing down: once a minute. */
export function isUseWorthNoting({ session }: Pick<Person, 'session'>, at: Date): boolean {
  return at.getTime() - session.lastUsedAt.getTime() >= SEEN_EVERY_MS;
}
