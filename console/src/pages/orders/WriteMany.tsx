import type { StaffOrder } from '@psnb2b/contract';
import { type Bulk, BulkAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, sendOnce } from '../../client.ts';
import { letterRoom, namesOf, orderLinesOf } from './letter-room.ts';
import { words } from './words.ts';

/** Writes to the businesses of the ticked orders: one ticket for each business, which names its orders. */
export function WriteMany({ bulk }: { readonly bulk: Bulk<StaffOrder> }) {
  const byBusiness = Map.groupBy(bulk.rows, ({ partner }) => partner.id);
  const firsts = [...byBusiness.values()].flatMap(([first]) => first ?? []);
  // nothing: it was ticked when the sheet opened, and is not any more.
  const ordersOf = (order: StaffOrder) => byBusiness.get(order.partner.id) ?? [order];
  const businesses: Bulk<StaffOrder> = {
    ...{ ...bulk, rows: firsts },
    nameOf: (order) => `${order.partner.name}: ${namesOf(ordersOf(order))}`,
    done: (order, said) => {
      for (const each of ordersOf(order)) bulk.done(each, said);
    },
  };
  return (
    <BulkAct
      bulk={businesses}
      label={words.writeMany}
      opensWith="a"
      allowed={allowed(useMe(), 'createTicket')}
      fits={() => ({ can: true })}
      says={(orders) => (
        <>
          <p>{words.writeSays(orders.length, bulk.rows.length)}</p>
          <ul>
            {orders.map((order) => (
              <li key={order.id}>{businesses.nameOf(order)}</li>
            ))}
          </ul>
        </>
      )}
      submit={words.writeCount}
      reason={words.letter}
      reasonMax={letterRoom(byBusiness.values())}
      call="POST /tickets"
      send={(order, once, text) => {
        const body = {
          ...{ partner_id: order.partner.id, topic: 'order' as const, order_id: order.id },
          subject: words.letterSubject(order.sku, ordersOf(order).length),
          text: text + orderLinesOf(ordersOf(order)),
        };
        return sendOnce('POST /tickets', { body }, once);
      }}
      done={() => words.written}
      button={{ variant: 'filled' }}
    />
  );
}
