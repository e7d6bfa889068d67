/** Guards: how long a session lasts, what a password alone opens, and how long a proof counts, to the millisecond. */
import { expect, test } from 'vitest';
import {
  isProvenAt,
  isUseWorthNoting,
  SESSION_LIFE,
  sessionLifeMs,
  stateAfterPassword,
} from './session.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = new Date('2026-03-01T12:00:00Z');
const ago = (ms: number) => new Date(at.getTime() - ms);

test.each([
  ['portal', false, 0, 'active'],
  ['portal', true, 0, 'second_factor'],
  ['portal', false, 1, 'second_factor'],
  ['console', false, 0, 'enrolment'],
  ['console', true, 0, 'second_factor'],
  ['console', false, 2, 'second_factor'],
] as const)(
  'a correct password in the %s, authenticator %s, %i passkeys: %s',
  (webApp, hasTotp, passkeys, state) => {
    expect(stateAfterPassword({ webApp, hasTotp, passkeys })).toBe(state);
  },
);

test.each([
  ['portal', 'active', 14 * 24 * HOUR],
  ['console', 'active', 12 * HOUR],
  ['portal', 'second_factor', 15 * MINUTE],
  ['console', 'enrolment', 15 * MINUTE],
] as const)('a session of the %s that is %s', (webApp, state, ms) => {
  expect(sessionLifeMs(webApp, state)).toBe(ms);
});

test('an unused session ends after two days in the portal, two hours in the console', () => {
  expect(SESSION_LIFE.portal.idleMs).toBe(48 * HOUR);
  expect(SESSION_LIFE.console.idleMs).toBe(2 * HOUR);
});

test.each([
  [null, false],
  [ago(0), true],
  [ago(10 * MINUTE), true],
  [ago(10 * MINUTE + 1), false],
])('a proof given at %s', (provenAt, counts) => {
  expect(isProvenAt({ provenAt }, at)).toBe(counts);
});

test.each([
  [MINUTE - 1, false],
  [MINUTE, true],
])('a use %i ms after the last', (ms, isNoted) => {
  const session = { lastUsedAt: ago(ms) } as Parameters<typeof isUseWorthNoting>[0]['session'];
  expect(isUseWorthNoting({ session }, at)).toBe(isNoted);
});
