/** Guards: a sender of many requests waits for their own, and nobody waits for ever. */
import { expect, test } from 'vitest';
import { FairQueue, type Turn } from './fair-queue.ts';
import { Refusal } from './refusal.ts';

/** A queue that runs one task at a time, on request, and records whose turn it was. */
function driven(limits: { waitingMax?: number; perNameMax?: number } = {}) {
  const queue = new FairQueue({ runningMax: 1, waitingMax: 8, perNameMax: 4, ...limits });
  const order: string[] = [];
  const refused: string[] = [];
  const ends: (() => void)[] = [];
  const all: Promise<void>[] = [];
  const enter = (name: string, isKnown = false) => {
    const turn: Turn = { name, isKnown };
    const done = queue.run(turn, async () => {
      order.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
    });
    all.push(
      done.catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        refused.push(name);
      }),
    );
  };
  /** Runs everything to its end; returns whose turns these were. */
  const drain = async () => {
    let isOver = false;
    const over = Promise.all(all).then(() => {
      isOver = true;
    });
    while (!isOver) {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await over;
    return order.join(' ');
  };
  return { enter, drain, refused };
}

test('lines take turns, however long one is', async () => {
  const { enter, drain } = driven();
  for (const name of ['a', 'a', 'a', 'a', 'b', 'c', 'b']) enter(name);
  expect(await drain()).toBe('a a b c a b a');
});

test('known callers are first, and strangers have every fourth turn', async () => {
  const { enter, drain } = driven();
  enter('first');
  for (const name of ['s', 's', 's']) enter(name);
  for (const name of ['k', 'k', 'l', 'l', 'm']) enter(name, true);
  expect(await drain()).toBe('first k l m s k l s s');
});

test('no line exceeds its limit', async () => {
  const { enter, drain, refused } = driven({ perNameMax: 2 });
  for (const name of ['a', 'a', 'a', 'a']) enter(name);
  expect(await drain()).toBe('a a a');
  expect(refused).toEqual(['a']);
});

test('when the queue is full, the longest line loses its last to a shorter line', async () => {
  const { enter, drain, refused } = driven({ waitingMax: 4 });
  for (const name of ['a', 'a', 'a', 'a', 'a', 'b', 'c', 'c']) enter(name);
  expect(await drain()).toBe('a a b c a');
  expect(refused.toSorted()).toEqual(['a', 'a', 'c']);
});

test('known callers and strangers have limits of their own, and a failed task frees its place', async () => {
  const { enter, drain, refused } = driven({ waitingMax: 1 });
  for (const name of ['a', 'b']) enter(name);
  enter('k', true);
  expect(await drain()).toBe('a k b');
  expect(refused).toEqual([]);
  const queue = new FairQueue({ runningMax: 1, waitingMax: 1, perNameMax: 1 });
  const fail = () => Promise.reject(new Error('no'));
  await expect(queue.run({ name: 'a', isKnown: false }, fail)).rejects.toThrow('no');
  expect(await queue.run({ name: 'a', isKnown: false }, async () => 7)).toBe(7);
});
