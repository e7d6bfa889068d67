/** Guards: what a buyer was promised follows from what was acknowledged to it, and from nothing else. */
import { expect, test } from 'vitest';
import { readHistory, statusesOf } from './history.ts';
import type { Call, Line } from './journal.ts';

const call = (id: string, kind: Call['kind'], path = '/orders'): Call => ({
  ...{ id, kind, path, buyer: 0, method: 'POST' },
});
const order = (id: string, payment = 'balance') => ({ id, payment, unit_price: '47.00' });

/** Each request of these calls with its reply: a status and a body, or none. */
function historyOf(...requests: readonly (readonly [Call, number | null, object?])[]) {
  return readHistory(
    requests.flatMap(([each, status, body = {}], request): Line[] => [
      { is: 'sent', at: request, request, call: each },
      status === null
        ? { is: 'lost', at: request, request, error: 'TypeError: fetch failed' }
        : { is: 'reply', at: request, request, status, body: body as Record<string, unknown> },
    ]),
  );
}

test('a hold is open until it is confirmed or cancelled, and codes come back', () => {
  const { orders, acknowledged } = historyOf(
    [call('a', 'hold'), 201, order('one', 'hold')],
    [call('b', 'confirm', '/orders/one/confirm'), 200],
    [call('c', 'return', '/orders/one/returns'), 200],
    [call('d', 'hold'), 201, order('two', 'hold')],
    [call('e', 'cancel', '/orders/two/cancel'), 200],
    [call('f', 'hold'), 201, order('three', 'hold')],
  );
  const states = [...orders.values()].map(({ id, state, returned }) => [id, state, returned]);
  expect(states).toEqual([
    ['one', 'delivered', 1],
    ['two', 'failed', 0],
    ['three', 'open', 0],
  ]);
  expect(acknowledged).toBe(6);
});

test('an open hold may have failed after its end, and not before', () => {
  const end = Date.parse('2026-11-24T12:00:00.000Z');
  const held = { ...order('one', 'hold'), expires_at: '2026-11-24T12:00:00.000Z' };
  const { orders } = historyOf([call('a', 'hold'), 201, held]);
  const promised = orders.get('one');
  expect(promised && statusesOf(promised, end - 1)).toEqual(['pending']);
  expect(promised && statusesOf(promised, end)).toEqual(['pending', 'failed']);
  const endless = promised && { ...promised, order: { ...promised.order, expires_at: null } };
  expect(endless && statusesOf(endless, end)).toEqual(['pending']);
  expect(promised && statusesOf({ ...promised, state: 'delivered' }, end)).toEqual(['delivered']);
});

test('a call without a clear reply is not settled until a retry has one', () => {
  const unclear = { retryable: true, code: 'outcome_unknown' };
  const { unsettled, orders } = historyOf(
    [call('a', 'order'), null],
    [call('b', 'order'), 503, unclear],
    [call('a', 'order'), 201, order('one')],
  );
  expect(unsettled.map(({ id }) => id)).toEqual(['b']);
  expect([...orders.keys()]).toEqual(['one']);
});

test('two orders of one key are both seen', () => {
  const { idsByKey } = historyOf(
    [call('a', 'order'), 201, order('one')],
    [call('a', 'order'), 201, order('two')],
  );
  expect([...(idsByKey.get('a') ?? [])]).toEqual(['one', 'two']);
});
