import type { SessionState, WebApp } from '@psnb2b/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kit/time.ts';
import {
  hasSecondFactor,
  needsSecondFactor,
  type Person,
  type Session,
  type User,
} from './person.ts';

/** How long a session lasts at most, and how long without use. */
export const SESSION_LIFE: Readonly<Record<WebApp, { mostMs: number; idleMs: number }>> = {
  portal: { mostMs: 14 * DAY_MS, idleMs: 2 * DAY_MS },
  console: { mostMs: 12 * HOUR_MS, idleMs: 2 * HOUR_MS },
};
/** Lifetime of an unfinished sign-in. */
const HALF_MS = 15 * MINUTE_MS;
/** How long a proof opens calls that need a step-up. */
export const PROVEN_MS = 10 * MINUTE_MS;
const SEEN_EVERY_MS = MINUTE_MS;

/** Which state a correct password leads to. */
export function stateAfterPassword(
  user: Pick<User, 'webApp' | 'hasTotp' | 'passkeys'>,
): SessionState {
  if (hasSecondFactor(user)) return 'second_factor';
  return needsSecondFactor(user) ? 'enrolment' : 'active';
}

/** The end of a session at the latest, from when it was opened. */
export function sessionLifeMs(webApp: WebApp, state: SessionState): number {
  return state === 'active' ? SESSION_LIFE[webApp].mostMs : HALF_MS;
}

/** Whether a proof is recent enough for calls that need a step-up. */
export function isProvenAt({ provenAt }: Pick<Session, 'provenAt'>, at: Date): boolean {
  return provenAt !== null && at.getTime() - provenAt.getTime() <= PROVEN_MS;
}

/** Whether its last use should be recorded: once a minute. */
export function isUseWorthNoting({ session }: Pick<Person, 'session'>, at: Date): boolean {
  return at.getTime() - session.lastUsedAt.getTime() >= SEEN_EVERY_MS;
}
