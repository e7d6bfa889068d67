/** Guards: a hold that is remembered is known to its own tenant only, and only the newest are remembered. */
import { expect, test } from 'vitest';
import { RecentHolds } from './recent-holds.ts';
import type { StoredOrder } from './store.ts';

const tenant = (tenantId: number) => ({ tenantId, mode: 'live' as const });
const hold = (tenantId: number, orderId: string) =>
  ({ tenantId, terms: { orderId } }) as StoredOrder;

test('another tenant does not find a hold, and leaves it to its own', () => {
  const holds = new RecentHolds();
  holds.keep(hold(1, 'a'));
  expect(holds.take(tenant(2), 'a')).toBeNull();
  expect(holds.take(tenant(1), 'a')).toMatchObject({ tenantId: 1 });
  expect(holds.take(tenant(1), 'a')).toBeNull();
});

test('of more than 10,000 holds the oldest are forgotten', () => {
  const holds = new RecentHolds();
  for (let at = 0; at <= 10_000; at += 1) holds.keep(hold(1, String(at)));
  expect(holds.take(tenant(1), '0')).toBeNull();
  expect(holds.take(tenant(1), '1')).not.toBeNull();
  expect(holds.take(tenant(1), '10000')).not.toBeNull();
});
