/** Guards: whoever takes too long is stopped once, in the order in which they began and never too early; whoever has ended is not. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { TimeLimit } from './time-limit.ts';

const LIMIT_MS = 20;

test('some end in time, others do not, and one begins when another is over', async () => {
  const limit = new TimeLimit(LIMIT_MS);
  const over: string[] = [];
  const all = Promise.withResolvers<void>();
  const begin = (name: string, then = () => {}) => {
    const began = performance.now();
    const each = {
      ...{ began, earlier: null, later: null },
      onOver: () => {
        expect(performance.now() - began).toBeGreaterThanOrEqual(LIMIT_MS);
        over.push(name);
        then();
      },
    };
    limit.begin(each);
    return each;
  };
  begin('first', () => begin('third', all.resolve));
  limit.end(begin('in time'));
  await delay(LIMIT_MS / 2);
  const later = begin('second');
  await all.promise;
  limit.end(later);
  expect(over).toEqual(['first', 'second', 'third']);
});

test('all that have begun have ended: no timer keeps the process alive', async () => {
  const limit = new TimeLimit(60_000);
  const timers = () => process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;
  const before = timers();
  const began = performance.now();
  const each = { began, earlier: null, later: null, onOver: () => {} };
  for (let time = 0; time < 2; time += 1) {
    limit.begin(each);
    expect(timers()).toBe(before + 1);
    limit.end(each);
    expect(timers()).toBe(before);
  }
});
