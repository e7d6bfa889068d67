/**
 * Guards: inputs that wait share calls of bounded size, in their order; and beside a running call another one begins only with enough
 * to do, unless the first takes too long, so that one call that waits for a lock never holds up all others.
 */
import { expect, test } from 'vitest';
import { Batcher, type Overlap } from './batcher.ts';

/** A batcher whose calls end when the test says so. */
function held(options: { batchMax: number; callsMax: number; beside?: Overlap }) {
  const calls: { readonly inputs: readonly number[]; readonly end: () => void }[] = [];
  let onCall = () => {};
  const batcher = new Batcher<number, string>({
    name: 'test.batch',
    ...options,
    run: (inputs) =>
      new Promise((resolve) => {
        calls.push({ inputs, end: () => resolve(inputs.map((input) => `done ${input}`)) });
        onCall();
      }),
  });
  const add = (...inputs: number[]) => Promise.all(inputs.map((input) => batcher.add(input)));
  /** Resolves when so many calls have begun. */
  const begun = (count: number) =>
    new Promise<void>((resolve) => {
      onCall = () => calls.length >= count && resolve();
      onCall();
    });
  const inputsOf = () => calls.map(({ inputs }) => inputs);
  return { batcher, calls, add, begun, inputsOf };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const NEVER = Number.POSITIVE_INFINITY;

test('inputs share calls of bounded size, and each gets its own output', async () => {
  const { calls, add, begun, inputsOf } = held({ batchMax: 2, callsMax: 1 });
  const outputs = add(1, 2, 3);
  await begun(1);
  expect(inputsOf()).toEqual([[1, 2]]);
  calls[0]?.end();
  await begun(2);
  expect(inputsOf()).toEqual([[1, 2], [3]]);
  calls[1]?.end();
  expect(await outputs).toEqual(['done 1', 'done 2', 'done 3']);
});

test('beside a running call, another one begins as soon as enough inputs wait', async () => {
  const { batcher, calls, add, begun, inputsOf } = held({
    ...{ batchMax: 2, callsMax: 2 },
    beside: { min: 3, afterMs: 1_000_000 },
  });
  const first = add(1, 2);
  await begun(1);
  const second = add(3, 4);
  await nextTurn();
  await nextTurn();
  expect(batcher.load).toEqual({ waiting: 2, running: 1 });
  const third = add(5);
  await begun(2);
  expect(inputsOf()).toEqual([
    [1, 2],
    [3, 4],
  ]);
  for (const { end } of calls) end();
  await begun(3);
  calls[2]?.end();
  await Promise.all([first, second, third]);
});

test('a call that takes long no longer holds up the inputs that wait', async () => {
  const { calls, add, begun, inputsOf } = held({
    ...{ batchMax: 2, callsMax: 2 },
    beside: { min: NEVER, afterMs: 1 },
  });
  const first = add(1);
  await begun(1);
  const second = add(2);
  await begun(2);
  expect(inputsOf()).toEqual([[1], [2]]);
  for (const { end } of calls) end();
  await Promise.all([first, second]);
});

test('never more calls than allowed run at once', async () => {
  const { batcher, calls, add, begun } = held({ batchMax: 1, callsMax: 2 });
  const outputs = add(1, 2, 3);
  await begun(2);
  await nextTurn();
  await nextTurn();
  expect(batcher.load).toEqual({ waiting: 1, running: 2 });
  calls[0]?.end();
  await begun(3);
  for (const { end } of calls) end();
  await outputs;
});
