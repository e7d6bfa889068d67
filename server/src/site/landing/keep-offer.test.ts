/** Guards: however often the first page is opened, the offer is read twice a minute at most, and none older than a minute is shown. */
import { expect, test } from 'vitest';
import { keepOffer } from './keep-offer.ts';
import type { Offer } from './offer.ts';

const offer = (products: number): Offer => ({ lists: [], products, quantityMax: 1 });

function rig() {
  let now = 0;
  let reads = 0;
  let fails = false;
  const read = async () => {
    reads += 1;
    if (fails) throw new Error('the database is away');
    return offer(reads);
  };
  return {
    get: keepOffer(read, () => now),
    pass: (ms: number) => {
      now += ms;
    },
    fail: (does: boolean) => {
      fails = does;
    },
    reads: () => reads,
  };
}

test('a thousand visitors within half a minute cost one read', async () => {
  const { get, pass, reads } = rig();
  await Promise.all(Array.from({ length: 500 }, get));
  pass(29_999);
  await Promise.all(Array.from({ length: 500 }, get));
  expect(reads()).toBe(1);
  pass(1);
  expect(await get()).toEqual(offer(2));
});

test('while it cannot be read, the last one is shown for a minute, and then none', async () => {
  const { get, pass, fail, reads } = rig();
  await get();
  fail(true);
  pass(59_000);
  expect(await get()).toEqual(offer(1));
  pass(1_000);
  expect(await get()).toBeNull();
  const tried = reads();
  await Promise.all(Array.from({ length: 100 }, get));
  expect(reads()).toBe(tried);
  fail(false);
  pass(1_000);
  expect((await get())?.products).toBe(tried + 1);
});
