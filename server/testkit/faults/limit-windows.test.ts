/** Guards: more requests than a limit allows are found in any 60 seconds, and a count is exact only where no primary was lost. */
import { expect, test } from 'vitest';
import { type History, readHistory } from './history.ts';
import type { Call, Line } from './journal.ts';
import { fullestWindows } from './limit-windows.ts';

const PROBE: Call = { id: '', kind: 'probe', buyer: -1, method: 'GET', path: '/balance' };

/** A request at each of these seconds, answered a tenth of a second later; and a primary that was lost at some. */
function historyOf(served: readonly number[], losses: readonly number[] = []): History {
  const lines = served.flatMap((second, request): Line[] => [
    { is: 'sent', at: second * 1000, request, call: PROBE },
    { is: 'reply', at: second * 1000 + 100, request, status: 200, body: {} },
  ]);
  const faults = losses.map(
    (second): Line => ({
      is: 'fault',
      at: second * 1000,
      until: second * 1000 + 5_000,
      fault: 'primary killed',
    }),
  );
  return readHistory([...lines, ...faults]);
}

test('the fullest 60 seconds are found wherever they are', () => {
  expect(fullestWindows(historyOf([0, 50, 70, 80, 100, 109, 140]))).toEqual({ steady: 5, any: 5 });
});

test('a reply that came too late for a window does not count in it', () => {
  expect(fullestWindows(historyOf([0, 30, 59.95])).any).toBe(2);
});

test('with a primary that was lost within, a window is not steady; what is left of it is', () => {
  const history = historyOf([0, 1, 2, 20, 21, 22, 23], [10]);
  expect(fullestWindows(history)).toEqual({ steady: 4, any: 7 });
});
