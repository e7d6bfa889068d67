/**
 * Guards: strangers' look-ups are limited like their address's requests, and simultaneous valid ones are all served,
 * however little room there is.
 */
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addressPolicy } from './address-policy.ts';
import { Limiter } from './limiter.ts';
import { LookUps } from './look-ups.ts';

const LIMIT = 30;
let lookedUp = 0;

function counted() {
  lookedUp = 0;
  const lookUps = new LookUps(new Limiter(() => 0));
  return async (
    isGood: boolean,
    address = '192.0.2.1',
  ): Promise<'found' | 'unknown' | 'refused'> => {
    const taken = await lookUps.begin(addressPolicy(address, LIMIT, 'keyless'));
    if (!taken.allowed) return 'refused';
    lookedUp += 1;
    await setImmediate();
    lookUps.end(taken, isGood);
    return isGood ? 'found' : 'unknown';
  };
}

const tally = (answers: readonly string[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, (each) => each)).map(([name, of]) => [name, of?.length]),
  );

test('200 valid ones at once are all served', async () => {
  const ask = counted();
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(true)));
  expect(tally(answers)).toEqual({ found: 200 });
});

test('200 invented ones at once cost as many look-ups as the address has requests', async () => {
  const ask = counted();
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(false)));
  expect(tally(answers)).toEqual({ unknown: LIMIT, refused: 200 - LIMIT });
  expect(lookedUp).toBe(LIMIT);
  expect(await ask(true)).toBe('refused');
  expect(await ask(true, '192.0.2.2')).toBe('found');
});

test('valid and invented ones together: only invented ones count, and nobody waits for ever', async () => {
  const ask = counted();
  const answers = await Promise.all(Array.from({ length: 200 }, (_, turn) => ask(turn % 10 > 0)));
  expect(tally(answers)).toEqual({ found: 180, unknown: 20 });
});

test('a caller behind two hundred others is refused at once', async () => {
  const ask = counted();
  const answers = await Promise.all(Array.from({ length: LIMIT + 203 }, () => ask(true)));
  expect(tally(answers)).toEqual({ found: LIMIT + 200, refused: 3 });
});

test('the addresses of an IPv6 /56 have room for two and wait for each other', async () => {
  const ask = counted();
  const address = (turn: number) => `2001:db8:0:${(turn % 200).toString(16)}::1`;
  const answers = await Promise.all(
    Array.from({ length: 260 }, (_, turn) => ask(true, address(turn))),
  );
  expect(tally(answers)).toEqual({ found: 260 });
});
