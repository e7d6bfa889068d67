/**
 * Guards: the values of a request reach verbs in the form that they need, and omitted ones stay omitted; no unreadable
 * value gets through.
 */
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { amount, emailInput, nullable, time } from '../../../contract/src/kit/primitives.ts';
import { filters, given } from './given.ts';
import { NO_ID } from './ids.ts';

const Terms = Type.Object({
  order_id: Type.Optional(Type.String()),
  credit_limit: Type.Optional(amount('How much.')),
  approval_limit: Type.Optional(nullable(amount('How much.'))),
  expires_at: Type.Optional(nullable(time('When.'))),
  email: Type.Optional(emailInput('Where.')),
  orders_per_minute: Type.Optional(Type.Integer()),
  topics: Type.Optional(Type.Array(Type.String())),
});
const ORDER = 'ord_01j2jv0000e008000000000000';
const UUID = '0190a5b0-0000-7000-8000-000000000000';

test('ids, times, amounts and addresses are read, and the rest is as it was', () => {
  const body = {
    ...{ order_id: ORDER, credit_limit: '12.5', approval_limit: null },
    ...{ expires_at: '1970-01-01T00:00:00Z', email: ' A@Shop.Example ', orders_per_minute: 5 },
    topics: ['a_b'],
  };
  expect(given(Terms, body, 'USD')).toEqual({
    ...{ orderId: UUID, creditLimit: 1250, approvalLimit: null },
    ...{ expiresAt: new Date(0), email: 'a@shop.example', ordersPerMinute: 5 },
    topics: ['a_b'],
  });
  expect(given(Terms, { credit_limit: '12.5' })).toEqual({ creditLimit: '12.5' });
  expect(given(Terms, { expires_at: null })).toEqual({ expiresAt: null });
  expect(Object.keys(given(Terms, {}))).toEqual([]);
  expect(Object.keys(given(Terms, { email: undefined } as never))).toEqual([]);
});

test('an unreadable value is refused by its name in the body', () => {
  const pointersOf = (read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      return (error as { details: { errors: { pointer: string }[] } }).details.errors;
    }
  };
  expect(pointersOf(() => given(Terms, { order_id: 'ord_1' }))).toMatchObject([
    { pointer: '/order_id', code: 'unknown_id' },
  ]);
  expect(pointersOf(() => given(Terms, { credit_limit: '0.001' }, 'USD'))).toMatchObject([
    { pointer: '/credit_limit', code: 'precision' },
  ]);
});

test('a malformed id in a filter matches nothing, like an unknown one', () => {
  expect(filters(Terms, { order_id: ORDER })).toEqual({ orderId: UUID });
  expect(filters(Terms, { order_id: 'nonsense' })).toEqual({ orderId: NO_ID });
});

test('the compiler knows the types of the values', () => {
  const { creditLimit } = given(Terms, { credit_limit: '1' }, 'USD');
  const { creditLimit: text } = given(Terms, { credit_limit: '1' });
  const { expiresAt } = given(Terms, {});
  const known: [number | undefined, string | undefined, Date | null | undefined] = [
    creditLimit,
    text,
    expiresAt,
  ];
  expect(known).toEqual([100, '1', undefined]);
  // @ts-expect-error Without a currency an amount is text.
  const wrong: number | undefined = given(Terms, {}).creditLimit;
  // @ts-expect-error There is no such member.
  expect([wrong, given(Terms, {}).credit_limit]).toEqual([undefined, undefined]);
});
