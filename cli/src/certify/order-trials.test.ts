/** Guards: what a program does after a spoiled order decides its check, and other orders do not. */
import { expect, test } from 'vitest';
import { type OrderSeen, orderTrials } from './order-trials.ts';

const order = (key: string | null, at: number, body = `body of ${key}`): OrderSeen => ({
  ...{ key, at, body },
  hasPriceLimit: true,
});

test('the same order with its key settles a lost reply; another order is let through meanwhile', () => {
  const trials = orderTrials(['lost-reply']);
  expect(trials.next(order('a', 0)).spoil).toBe('cut');
  expect(trials.next(order('b', 1))).toEqual({ spoil: 'none', findings: [] });
  expect(trials.next(order('a', 2))).toMatchObject({
    spoil: 'none',
    findings: [{ id: 'lost-reply', passed: true }],
  });
  expect(trials.next(order('a', 3))).toEqual({ spoil: 'none', findings: [] });
});

test.each([
  ['another key', order('b', 5_000, 'body of a'), 'another Idempotency-Key'],
  ['another body', order('a', 5_000, 'changed'), 'another body'],
  ['too early', order('a', 1_500), 'after 1500 ms'],
])('after a limit: %s fails', (_name, next, detail) => {
  const trials = orderTrials(['rate-limit']);
  expect(trials.next(order('a', 0)).spoil).toBe('limit');
  const [finding] = trials.next(next).findings;
  expect(finding).toMatchObject({ id: 'rate-limit', passed: false });
  expect(finding?.detail).toContain(detail);
});

test('an order without a key fails what needs one; one without a price limit fails that', () => {
  const trials = orderTrials(['lost-reply', 'price-change']);
  const { spoil, findings } = trials.next(order(null, 0));
  expect(spoil).toBe('none');
  expect(findings.map(({ id, passed }) => [id, passed])).toEqual([
    ['lost-reply', false],
    ['price-change', false],
  ]);
  const priced = orderTrials(['price-change']);
  expect(priced.next({ ...order('a', 0), hasPriceLimit: false }).findings).toHaveLength(1);
});

test('a price change: insisting fails, another order or silence passes', () => {
  const begin = () => {
    const trials = orderTrials(['price-change']);
    expect(trials.next(order('a', 0)).spoil).toBe('price');
    return trials;
  };
  expect(begin().next(order('b', 1, 'body of a')).findings).toMatchObject([{ passed: false }]);
  expect(begin().next(order('b', 1)).findings).toMatchObject([{ passed: true }]);
  expect(begin().settle(4_999)).toEqual([]);
  expect(begin().settle(5_000)).toMatchObject([{ passed: true }]);
});

test('an order that the shop refused was no trial', () => {
  const trials = orderTrials(['unknown-outcome']);
  expect(trials.next(order('a', 0)).spoil).toBe('unknown');
  trials.undo();
  expect(trials.next(order('a', 1)).spoil).toBe('unknown');
});
