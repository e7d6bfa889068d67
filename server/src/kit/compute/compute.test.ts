/** Guards: work whose size others choose never blocks the event loop, and its queue is limited. */
import { constants, getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { ComputePool } from './compute-pool.ts';

const MODULE = new URL('../../../testkit/compute-task.ts', import.meta.url).href;

/** A task that blocks its thread until `end`. */
function blocking() {
  const block = new SharedArrayBuffer(4);
  const end = () => {
    Atomics.store(new Int32Array(block), 0, 1);
    Atomics.notify(new Int32Array(block), 0);
  };
  return { input: { block }, end };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'went through',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
}

test('the loop keeps running while a task blocks its thread, and the next task has another', async () => {
  const pool = new ComputePool({ threadsMax: 2 });
  const { input, end } = blocking();
  const blocked = pool.run(MODULE, input);
  const bytes = new Uint8Array(7);
  expect(await pool.run(MODULE, { bytes }, [bytes.buffer])).toBe(7);
  expect(bytes.length).toBe(0);
  end();
  expect(await blocked).toBe(0);
});

test('waiting tasks run in order, and tasks beyond the limit are refused', async () => {
  const pool = new ComputePool({ threadsMax: 1, waitingMax: 2 });
  const { input, end } = blocking();
  const ended: number[] = [];
  const all = [input, { bytes: new Uint8Array(1) }, { bytes: new Uint8Array(2) }].map((each) =>
    pool.run(MODULE, each).then((value) => ended.push(value as number)),
  );
  expect(await codeOf(pool.run(MODULE, {}))).toBe('unavailable');
  end();
  await Promise.all(all);
  expect(ended).toEqual([0, 1, 2]);
});

test('a task that takes too long costs its thread, not the next task', async () => {
  const pool = new ComputePool({ threadsMax: 1, taskMsMax: 5_000 });
  const stuck = pool.run(MODULE, blocking().input);
  const next = pool.run(MODULE, { bytes: new Uint8Array(3) });
  expect(await codeOf(stuck)).toBe('unavailable');
  expect(await next).toBe(3);
});

test('an error of a task is thrown, and its thread keeps running', async () => {
  const pool = new ComputePool({ threadsMax: 1 });
  expect(await codeOf(pool.run(MODULE, { fail: 'too far' }))).toBe('RangeError: too far');
  expect(await codeOf(pool.run('file:///nowhere.ts', {}))).toContain('Cannot find module');
  const notCloneable = { bytes: () => 1 };
  expect(await codeOf(pool.run(MODULE, notCloneable))).toContain('could not be cloned');
  expect(await pool.run(MODULE, { bytes: new Uint8Array(3) })).toBe(3);
});

test('a pool that is closed ends what it was doing, and what waited', async () => {
  const pool = new ComputePool({ threadsMax: 1 });
  const ended = [blocking().input, {}].map((input) => codeOf(pool.run(MODULE, input)));
  await pool[Symbol.asyncDispose]();
  expect(await Promise.all(ended)).toEqual([
    'Error: a thread of the compute pool ended',
    'Error: the pool is closed',
  ]);
});

test('where Linux lets a thread have a priority of its own, those of a pool that gives way go after others', async () => {
  const priority = async (givesWay: boolean) => {
    await using pool = new ComputePool({ givesWay });
    return await pool.run(MODULE, { priority: true });
  };
  const usual = getPriority();
  const lower = Math.max(usual, constants.priority.PRIORITY_BELOW_NORMAL);
  expect(await priority(false)).toBe(usual);
  expect(await priority(true)).toBe(process.platform === 'linux' ? lower : usual);
});
