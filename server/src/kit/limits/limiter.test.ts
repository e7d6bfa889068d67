/**
 * Guards: no 60 seconds contain more than the limit, a refusal costs nothing, and a caller who returns exactly at the
 * retry time is served.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Limiter } from './limiter.ts';
import { createPolicy, type Policy, type Taken } from './policy.ts';

const MINUTE = 60_000;

function policy(limit: number, key = 'a'): Policy {
  return createPolicy('requests', [{ key, limit }]);
}

/** A limiter whose time each call sets. */
function driven() {
  let now = 0;
  const limiter = new Limiter(() => now);
  const at = (time: number) => {
    now = time;
    return limiter;
  };
  return { limiter, at };
}

/** Gaps between arrivals in milliseconds, with fractions, bursts and long pauses. */
const gaps = fc.array(
  fc.oneof(
    fc.constant(0),
    fc.double({ min: 0, max: 3, noNaN: true }),
    fc.integer({ min: 0, max: 20_000 }),
    fc.integer({ min: 59_990, max: 60_010 }),
  ),
  { minLength: 1, maxLength: 200 },
);
const smallLimit = fc.integer({ min: 1, max: 12 });

describe('limiter', () => {
  test('never allows more than the limit in any 60 seconds, and refuses only when it is reached', () => {
    fc.assert(
      fc.property(gaps, smallLimit, (between, limit) => {
        const { at } = driven();
        const served: number[] = [];
        let now = 0;
        for (const gap of between) {
          now += gap;
          const within = (span: number) => served.filter((time) => now - time < span).length;
          const before = within(MINUTE);
          // Requests of one millisecond expire together, with the last of them.
          const almost = within(MINUTE + 1);
          const { allowed, remaining } = at(now).take(policy(limit));
          if (allowed) {
            served.push(now);
            expect(before).toBeLessThan(limit);
          } else {
            expect(almost).toBeGreaterThanOrEqual(limit);
            expect(remaining).toBe(0);
          }
        }
      }),
    );
  });

  test('serves a caller who returns exactly at Retry-After, and nobody a second before', () => {
    fc.assert(
      fc.property(gaps, smallLimit, (between, limit) => {
        const { at } = driven();
        let now = 0;
        for (const gap of between) {
          now += gap;
          const { allowed, remaining, retryAfter } = at(now).take(policy(limit));
          if (remaining > 0) expect(retryAfter).toBe(0);
          if (allowed) continue;
          expect(retryAfter).toBeGreaterThanOrEqual(1);
          expect(retryAfter).toBeLessThanOrEqual(60);
          expect(at(now + (retryAfter - 1) * 1000).look(policy(limit)).allowed).toBe(false);
          now += retryAfter * 1000;
          expect(at(now).take(policy(limit)).allowed).toBe(true);
        }
      }),
    );
  });

  test('spends in every bucket of a policy or in none', () => {
    const shared = { key: 'partner', limit: 5 };
    const callers = ['one', 'two'].map((key) =>
      createPolicy('requests', [{ key, limit: 3 }, shared]),
    );
    fc.assert(
      fc.property(gaps, (between) => {
        const { at } = driven();
        const left = (now: number) => ({
          one: at(now).look(policy(3, 'one')).remaining,
          two: at(now).look(policy(3, 'two')).remaining,
          partner: at(now).look(policy(5, 'partner')).remaining,
        });
        let now = 0;
        for (const [index, gap] of between.entries()) {
          now += gap;
          const before = left(now);
          const caller = index % 2 ? 'one' : 'two';
          const { allowed, remaining } = at(now).take(callers[index % 2 ? 0 : 1] as Policy);
          const spent = allowed ? 1 : 0;
          const after = { ...before, [caller]: before[caller] - spent };
          after.partner -= spent;
          expect(left(now)).toEqual(after);
          expect(remaining).toBe(Math.min(after[caller], after.partner));
        }
      }),
    );
  });

  test('a refunded request counts as never made', () => {
    const arrivals = fc.array(
      fc.record({ gap: fc.integer({ min: 0, max: 30_000 }), backAfter: fc.option(fc.nat(20)) }),
    );
    fc.assert(
      fc.property(arrivals, (visits) => {
        const { at } = driven();
        const plain = driven();
        let waiting: { until: number; taken: Taken }[] = [];
        let now = 0;
        for (const [index, { gap, backAfter }] of visits.entries()) {
          now += gap;
          const taken = at(now).take(policy(1000));
          if (backAfter === null) plain.at(now).take(policy(1000));
          else waiting.push({ until: index + backAfter, taken });
          for (const each of waiting) if (each.until === index) at(now).giveBack(each.taken);
          waiting = waiting.filter((each) => each.until > index);
        }
        for (const { taken } of waiting) at(now).giveBack(taken);
        expect(at(now).look(policy(1000))).toEqual(plain.at(now).look(policy(1000)));
      }),
    );
  });

  test('a burst across a boundary gets no more', () => {
    const { at } = driven();
    const served = (time: number) =>
      Array.from({ length: 100 }, () => at(time).take(policy(60))).filter((each) => each.allowed)
        .length;
    expect([59_000, 61_000, 118_999, 119_000].map(served)).toEqual([60, 0, 0, 60]);
  });

  test('a million a minute is exact in bounded memory', () => {
    const { at } = driven();
    const wide = policy(1_000_000);
    let served = 0;
    for (let index = 0; index < 1_100_000; index += 1) {
      if (at(index / 20).take(wide).allowed) served += 1;
    }
    expect(served).toBe(1_000_000);
    expect(at(55_000).take(wide)).toMatchObject({ allowed: false, remaining: 0, retryAfter: 6 });
    expect(at(61_000).take(wide).allowed).toBe(true);
  });

  test('a lowered limit applies at once, and the retry time follows it', () => {
    const { at } = driven();
    for (let second = 0; second < 10; second += 1) at(second * 1000).take(policy(10));
    expect(at(9_500).take(policy(4))).toMatchObject({
      allowed: false,
      remaining: 0,
      retryAfter: 57,
    });
    expect(at(65_999).look(policy(4)).allowed).toBe(false);
    expect(at(66_000).look(policy(4)).allowed).toBe(true);
  });

  test('a clock set back neither frees nor locks anything', () => {
    const { at } = driven();
    expect(at(1_000_000).take(policy(1)).allowed).toBe(true);
    expect(at(5_000).take(policy(1))).toMatchObject({ allowed: false, retryAfter: 60 });
    expect(at(64_999).take(policy(1)).allowed).toBe(false);
    expect(at(65_000).take(policy(1)).allowed).toBe(true);
  });

  test('forgets idle callers, and never remembers more callers than its limit', () => {
    const { at, limiter } = driven();
    for (let index = 0; index < 150_000; index += 1) at(index / 10).take(policy(1, `a${index}`));
    expect(limiter.size).toBeLessThanOrEqual(100_000);
    at(200_000).take(policy(1, 'late'));
    expect(limiter.size).toBe(1);
  });
});
