/** Guards: a refusal has all members that its code requires; otherwise it does not compile. */
import { type ErrorCode, errorCodes, errorEntry, sharedMembers } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import {
  fromPlain,
  invalidState,
  limitReached,
  moneyLimitReached,
  plainOf,
  Refusal,
} from '../refusal.ts';
import { problemReply } from './problem.ts';

/** Lines that must not compile; if one did, the compiler would report it. */
export const refused = [
  // @ts-expect-error the scope is not named
  () => new Refusal('scope_missing'),
  // @ts-expect-error nor is it with no members
  () => new Refusal('scope_missing', {}),
  // @ts-expect-error a limit without what is used
  () => new Refusal('limit_reached', { limit: 1 }),
  // @ts-expect-error a state without its name
  () => new Refusal('invalid_state', {}, { detail: 'It is closed.' }),
  // @ts-expect-error a member of another code
  () => new Refusal('not_found', { scope: 'orders' }),
  // @ts-expect-error the name that every problem has
  () => new Refusal('order_not_delivered', { order_status: 'paid', status: 'paid' }),
  // @ts-expect-error a wait for what no time heals
  () => new Refusal('not_found', {}, { retryAfter: 1 }),
  // @ts-expect-error fields of what has none
  () => new Refusal('unauthorized', {}, { errors: [] }),
  // @ts-expect-error a field code that is not in the catalogue
  () => new Refusal('not_found', {}, { errors: [{ pointer: '', code: 'gone', detail: '' }] }),
];

const PUBLIC_URL = 'https://shop.example';
const sent = (refusal: Refusal) => {
  const { status, body, headers } = problemReply(refusal, 'req_1', PUBLIC_URL);
  return { status, headers, problem: JSON.parse(String(body)) as Record<string, unknown> };
};
/** A refusal that the compiler would not allow. */
const forced = (code: ErrorCode, members: object, details: object = {}) =>
  fromPlain({ code, members: members as never, details: details as never });

test('no member replaces one that every problem has', () => {
  const members = Object.fromEntries(sharedMembers.map((name) => [name, 'mine']));
  for (const code of errorCodes) {
    const { problem } = sent(forced(code, members));
    const { status, title, detail, retryable } = errorEntry(code);
    expect(problem).toMatchObject({ status, title, detail, retryable, code, request_id: 'req_1' });
    expect(problem.type).toBe(`${PUBLIC_URL}/docs/errors/${code}`);
  }
});

test('a retryable refusal has a retry time of at least a second, and no other has one', () => {
  for (const code of errorCodes) {
    const { retryable } = errorEntry(code);
    for (const details of [{}, { retryAfter: 0 }, { retryAfter: -3 }, { retryAfter: 7 }]) {
      const wait = sent(forced(code, {}, details)).headers?.['retry-after'];
      if (retryable) expect([code, Number(wait) >= 1]).toEqual([code, true]);
      else expect([code, wait]).toEqual([code, undefined]);
    }
  }
});

test('limits on counts and on money have one form', () => {
  const resetsAt = new Date('2026-12-01T00:00:00.000Z');
  const detail = 'That is all for today.';
  expect(limitReached({ limit: 3, used: 3, resetsAt }, detail).members).toEqual({
    limit: 3,
    used: 3,
    resets_at: '2026-12-01T00:00:00.000Z',
  });
  expect(moneyLimitReached({ limit: 10_000, used: 4_700, currency: 'USD' }).members).toEqual({
    limit: '100.00',
    used: '47.00',
    currency: 'USD',
  });
});

test('a refusal is the same after it was passed between threads', () => {
  const refusal = invalidState('closed', 'Open it again first.');
  const crossed = fromPlain(structuredClone(plainOf(refusal)));
  expect(sent(crossed)).toEqual(sent(refusal));
});
