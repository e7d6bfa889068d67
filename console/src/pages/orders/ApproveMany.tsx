import type { StaffOrder } from '@psnb2b/contract';
import { type Bulk, BulkAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, each } from '../../client.ts';
import { sumsOf } from '../../sums-of.ts';
import { orderWords as words } from './words.ts';

/** What an order is called among others. */
export function orderName(order: StaffOrder): string {
  return `${order.reference ?? order.id}, ${order.partner.name}`;
}

/** Approves or refuses the ticked orders, each in a transaction of its own. */
export function ApproveMany({ bulk }: { readonly bulk: Bulk<StaffOrder> }) {
  const me = useMe();
  const fits = ({ waits_for }: StaffOrder) =>
    waits_for === 'approval'
      ? { can: true as const }
      : { can: false as const, why: words.waitsNot };
  const sums = (orders: readonly StaffOrder[]) =>
    sumsOf(orders.map(({ total: amount, currency }) => ({ amount, currency })));
  const codes = (orders: readonly StaffOrder[]) =>
    orders.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <>
      <BulkAct
        bulk={bulk}
        label={words.approve}
        opensWith="a"
        allowed={allowed(me, 'approveOrder')}
        fits={fits}
        says={(orders) => words.approveMany(orders.length, codes(orders), sums(orders))}
        submit={words.approveCount}
        {...each('POST /orders/{order_id}/approve', ({ id }: StaffOrder) => ({
          path: { order_id: id },
        }))}
        done={({ status }) => (status === 'failed' ? words.notDelivered : words.approved)}
        button={{ variant: 'filled' }}
      />
      <BulkAct
        bulk={bulk}
        label={words.refuse}
        opensWith="r"
        allowed={allowed(me, 'refuseOrder')}
        fits={fits}
        says={(orders) => words.refuseMany(orders.length, sums(orders))}
        submit={words.refuseCount}
        reason={words.reason}
        {...each('POST /orders/{order_id}/refuse', ({ id }: StaffOrder, reason) => ({
          path: { order_id: id },
          body: { reason },
        }))}
        done={() => words.refused}
        danger
      />
    </>
  );
}
