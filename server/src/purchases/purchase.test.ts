/** Guards: the buyer's own number is on each order of a purchase, and on no two of them. */
import {
  purchaseLinesInAllMax,
  purchaseReferenceLengthMax,
  referenceLengthMax,
} from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { linesOf, orderOf } from './purchase.ts';

const asked = { region: 'US', denomination: 50, quantity: 2 };

test('the number of a purchase is that of all of its lines, each with its own', () => {
  const lines = linesOf({ id: 'pur_x', reference: 'PO-7', lines: [{ key: 'a', ...asked }] });
  expect(lines).toEqual([{ key: 'a', asked: { ...asked, reference: 'PO-7' } }]);
  expect(orderOf({ line: 3, asked: { ...asked, reference: 'PO-7' } })).toEqual({
    ...asked,
    reference: 'PO-7/3',
  });
  expect(orderOf({ line: 3, asked })).toBe(asked);
});

test('the longest number fits an order with that of the last line', () => {
  const reference = 'x'.repeat(purchaseReferenceLengthMax);
  const { reference: whole } = orderOf({
    line: purchaseLinesInAllMax,
    asked: { ...asked, reference },
  });
  expect(whole).toHaveLength(referenceLengthMax);
});
