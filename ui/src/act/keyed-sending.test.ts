/** Guarantee: what is sent again has the key that it had, and anything else has one of its own. */
import { expect, test } from 'vitest';
import { keyedSending } from './keyed-sending.ts';

test('the same keeps its key until it is done, a changed body or place gets another', () => {
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
