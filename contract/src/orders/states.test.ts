/** Guards: an order takes the steps of the contract's table and no others. */
import { describe, expect, test } from 'vitest';
import {
  canTransition,
  isFinal,
  orderCan,
  orderFailureCodes,
  orderFailures,
  orderStatuses,
} from './states.ts';

describe('order states', () => {
  test('allow exactly four steps', () => {
    const steps = orderStatuses.flatMap((from) =>
      orderStatuses.filter((to) => canTransition(from, to)).map((to) => `${from} > ${to}`),
    );
    expect(steps).toEqual([
      'pending > paid',
      'pending > failed',
      'paid > delivered',
      'paid > failed',
    ]);
    expect(orderStatuses.filter(isFinal)).toEqual(['delivered', 'failed']);
  });

  test.each([
    ['pending', null, 'order_not_delivered'],
    ['paid', 'invalid_state', 'order_not_delivered'],
    ['delivered', 'invalid_state', null],
    ['failed', 'invalid_state', 'order_failed'],
  ] as const)('%s: cancel refused with %s, codes with %s', (status, cancel, readCodes) => {
    const expected = (reason: string | null) =>
      reason === null ? { can: true } : { can: false, reason };
    expect(orderCan.cancel({ status })).toEqual(expected(cancel));
    expect(orderCan.readCodes({ status })).toEqual(expected(readCodes));
  });

  test('have a sentence for every failure', () => {
    expect([...orderFailureCodes]).toEqual(Object.keys(orderFailures));
  });
});
