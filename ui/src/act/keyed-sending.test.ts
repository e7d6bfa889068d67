/** Guards: a repeated request has the same idempotency key, and any other request has a new one. */
import { expect, test } from 'vitest';
import { keyedSending } from './keyed-sending.ts';

test('the same request keeps its key until it is done, a changed body or place gets another', () => {
  const { once, done } = keyedSending();
  const keyOf = (text: string, id = '1') => {
    const init = once({ body: { text }, params: { path: { id } } });
    expect(init).toMatchObject({ body: { text }, params: { path: { id } } });
    return init.params.header['Idempotency-Key'];
  };
  const first = keyOf('a');
  expect(keyOf('a')).toBe(first);
  const keys = [first, keyOf('b'), keyOf('b', '2'), keyOf('a')];
  done();
  keys.push(keyOf('a'));
  expect(new Set(keys).size).toBe(5);
});
