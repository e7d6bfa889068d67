/** Guards: the headers show the tightest limit, in the contract's form. */
import { expect, test } from 'vitest';
import { limitHeaders } from './limit-headers.ts';
import { Limiter } from './limiter.ts';
import { createPolicy } from './policy.ts';

const EPOCH = 1_800_000_000_250;
const requests = createPolicy('requests', [
  { key: 'rk', limit: 60 },
  { key: 'rp', limit: 180 },
]);
const orders = createPolicy('orders', [{ key: 'ok', limit: 2 }]);

test('a first request', () => {
  const taken = new Limiter(() => 0).take(requests);
  expect(limitHeaders([taken], EPOCH)).toEqual({
    'x-ratelimit-limit': '60',
    'x-ratelimit-remaining': '59',
    'x-ratelimit-reset': '1800000061',
    'retry-after': '0',
    'ratelimit-policy': '"requests";q=60;w=60',
    ratelimit: '"requests";r=59;t=60',
  });
});

test('an order shows the tighter of the two limits, and both', () => {
  let now = 0;
  const limiter = new Limiter(() => now);
  for (now of [0, 20_000]) {
    limiter.take(requests);
    limiter.take(orders);
  }
  now = 30_500;
  const standings = [limiter.take(requests), limiter.take(orders)] as const;
  expect(standings.map((each) => each.allowed)).toEqual([true, false]);
  expect(limitHeaders(standings, EPOCH)).toEqual({
    'x-ratelimit-limit': '2',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': '1800000081',
    'retry-after': '30',
    'ratelimit-policy': '"requests";q=60;w=60, "orders";q=2;w=60',
    ratelimit: '"requests";r=57;t=30, "orders";r=0;t=30',
  });
});

test('a partner-wide cap below the key limit is shown', () => {
  const capped = createPolicy('requests', [
    { key: 'rk', limit: 60 },
    { key: 'rp', limit: 1 },
  ]);
  expect(limitHeaders([new Limiter(() => 0).take(capped)], EPOCH)).toMatchObject({
    'x-ratelimit-limit': '1',
    'x-ratelimit-remaining': '0',
    'retry-after': '60',
    'ratelimit-policy': '"requests";q=1;w=60',
  });
});
