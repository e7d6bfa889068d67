/** Guards: what catalogue and terms say against an order, each limit to its last unit, in the contract's order. */
import type { OrderCreate } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import type { Product, Quote } from '../catalog/index.ts';
import { AMOUNT_MINOR_MAX } from '../kit/money.ts';
import { type Terms, verdictOn } from './decide-order.ts';

const product = { status: 'active', minQuantity: 2, maxQuantity: 5 } as Product;
const quote = { listPrice: 1000, unitPrice: 900, discountBps: 1000 } as Quote;
const terms: Terms = { currency: 'USD', invoiceLimit: 0, maxUnitPrice: null, holdSecondsMax: 3600 };
const body = (rest: Partial<OrderCreate> = {}): OrderCreate => ({
  ...{ region: 'US', denomination: 50, quantity: 2 },
  ...rest,
});

test.each([
  ['nothing', body(), product, quote, terms, null],
  ['the least', body({ quantity: 2 }), product, quote, terms, null],
  ['the most', body({ quantity: 5 }), product, quote, terms, null],
  ['too few', body({ quantity: 1 }), product, quote, terms, 'validation_failed'],
  ['too many', body({ quantity: 6 }), product, quote, terms, 'validation_failed'],
  ['no such product', body(), null, null, terms, 'unknown_product'],
  ['a product without a price', body(), product, null, terms, 'unknown_product'],
  [
    'a paused product',
    body(),
    { ...product, status: 'paused' } as Product,
    quote,
    terms,
    'product_paused',
  ],
  [
    'a paused product comes before its quantity',
    body({ quantity: 9 }),
    { ...product, status: 'paused' } as Product,
    quote,
    terms,
    'product_paused',
  ],
  ['a guard at the price', body(), product, quote, { ...terms, maxUnitPrice: 900 }, null],
  [
    'a guard a cent below',
    body(),
    product,
    quote,
    { ...terms, maxUnitPrice: 899 },
    'price_changed',
  ],
  [
    'quantity before the guard',
    body({ quantity: 6 }),
    product,
    quote,
    { ...terms, maxUnitPrice: 1 },
    'validation_failed',
  ],
  ...(
    [
      ['a hold of the usual time', {}, 3600, null],
      ['a hold as long as may be', { hold_seconds: 3600 }, 3600, null],
      ['a hold that is a second longer', { hold_seconds: 3601 }, 3600, 'validation_failed'],
      ['a hold where none are open', { hold_seconds: 60 }, 0, 'payment_not_allowed'],
      ['a hold of the usual time where less is agreed', {}, 60, null],
    ] as const
  ).map(
    ([name, more, holdSecondsMax, refusal]) =>
      [
        name,
        body({ payment: 'hold', ...more }),
        product,
        quote,
        { ...terms, holdSecondsMax },
        refusal,
      ] as const,
  ),
  [
    'an invoice without a limit',
    body({ payment: 'invoice' }),
    product,
    quote,
    terms,
    'payment_not_allowed',
  ],
  [
    'an invoice with one',
    body({ payment: 'invoice' }),
    product,
    quote,
    { ...terms, invoiceLimit: 1 },
    null,
  ],
  [
    'the guard before payment',
    body({ payment: 'invoice' }),
    product,
    quote,
    { ...terms, maxUnitPrice: 1 },
    'price_changed',
  ],
  [
    'the largest total',
    body(),
    product,
    { ...quote, unitPrice: AMOUNT_MINOR_MAX / 2 } as Quote,
    terms,
    null,
  ],
  [
    'a total above it',
    body(),
    product,
    { ...quote, unitPrice: AMOUNT_MINOR_MAX / 2 + 1 } as Quote,
    terms,
    'validation_failed',
  ],
] as const)('%s', (_what, order, found, price, of, code) => {
  expect(verdictOn(order, found, price, of)?.code ?? null).toBe(code);
});
