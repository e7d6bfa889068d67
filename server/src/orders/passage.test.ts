/** Guards: every state that an order passes has its event, numbered without gaps, with the state before it. */
import { expect, test } from 'vitest';
import { type Progress, statusChanged, statusText, type Terms, termsText } from './order.ts';
import { PASSED, renderFailure, renderPlacement, renderSettlement } from './passage.ts';

const at = new Date('2026-03-01T12:00:00.000Z');
const terms: Terms = {
  ...{
    orderId: '00000000-0000-7000-8000-000000000001',
    mode: 'live',
    region: 'US',
    denominationMilli: 50_000,
  },
  ...{
    faceCurrency: 'USD',
    sku: 'PSN-US-50',
    quantity: 3,
    requestedQuantity: 3,
    listPrice: 1000,
    unitPrice: 900,
    discountBps: 1000,
  },
  ...{
    tier: 'Gold',
    total: 2700,
    currency: 'USD',
    payment: 'balance',
    reference: null,
    metadata: '{}',
  },
} as const;
const pending: Progress = {
  ...{ status: 'pending', sequence: 1, createdAt: at, paidAt: null, deliveredAt: null },
  ...{
    failedAt: null,
    failure: null,
    failureReason: null,
    expiresAt: new Date(at.getTime() + 60_000),
    ...{ refunded: 0, agedMs: 0 },
  },
} as const;
const statusOf = (text: string) => {
  const { order, previous_status } = JSON.parse(text);
  return [previous_status, order.status, order.sequence];
};

test('a waiting order shows when it ends by itself, and no other order does', () => {
  const end = (text: string) => (JSON.parse(text) as { expires_at: string | null }).expires_at;
  const held = renderPlacement(termsText({ ...terms, payment: 'hold' }), 'USD', at, 90_000);
  expect(end(held.pending)).toBe(new Date(at.getTime() + 90_000).toISOString());
  expect(end(held.delivered)).toBeNull();
  expect(end(renderPlacement(termsText(terms), 'USD', at, null).pending)).toBeNull();
  const [paid] = renderSettlement(terms, pending, at);
  expect(JSON.parse(paid).order.expires_at).toBeNull();
});

test('an order that is delivered at once', () => {
  const { head, sold, endings, delivered } = renderPlacement(termsText(terms), 'USD', at, null);
  const states = PASSED.map(([status, previous]) =>
    statusOf(statusChanged(head + statusText(status) + sold + endings[status], previous)),
  );
  expect(states).toEqual([
    [null, 'pending', 1],
    ['pending', 'paid', 2],
    ['paid', 'delivered', 3],
  ]);
  expect(JSON.parse(delivered)).toMatchObject({
    ...{ list_price: '10.00', unit_price: '9.00', total: '27.00', delivered_at: at.toISOString() },
    claimable_until: '2026-03-08T12:00:00.000Z',
  });
});

test('an order that waited', () => {
  expect(renderSettlement(terms, pending, at).map(statusOf)).toEqual([
    ['pending', 'paid', 2],
    ['paid', 'delivered', 3],
    ['pending', 'failed', 2],
  ]);
});

test('an order that ends', () => {
  const text = renderFailure(terms, pending, at, 'cancelled');
  expect(statusOf(text)).toEqual(['pending', 'failed', 2]);
  expect(JSON.parse(text).order).toMatchObject({
    failure: { code: 'cancelled' },
    claimable_until: null,
  });
});
