import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

export const purchaseInvariants: readonly Invariant[] = [
  sqlInvariant(
    'P1',
    'each line of a purchase that bought something has its own order, of its business and of what it asked for, ' +
      'which its buyer and no key placed; and each order that no key placed has its line',
    'SELECT count(*) FROM purchases.lines',
    `SELECT coalesce('order ' || o.order_id, 'line ' || l.line || ' of purchase ' || l.purchase_id) AS broken
       FROM (SELECT * FROM purchases.lines JOIN purchases.purchases USING (tenant_id, purchase_id)
              WHERE order_id IS NOT NULL) l
       FULL JOIN orders.of_people() o ON o.order_id = l.order_id
      WHERE o.order_id IS NULL OR l.line IS NULL OR o.tenant_id <> l.tenant_id
         OR o.user_id IS DISTINCT FROM l.bought_by
         OR o.quantity <> (l.asked ->> 'quantity')::int`,
  ),
];
