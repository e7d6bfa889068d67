import type { StaffOrder } from '@psnb2b/contract';
import { messageLengthMax } from '@psnb2b/contract/states';
import { type Bulk, BulkAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, sendOnce } from '../../client.ts';
import { words } from './words.ts';

/** Writes to the businesses of the ticked orders: one ticket for each business, which names its orders. */
export function WriteMany({ bulk }: { readonly bulk: Bulk<StaffOrder> }) {
  const byBusiness = Map.groupBy(bulk.rows, ({ partner }) => partner.id);
  const firsts = [...byBusiness.values()].flatMap(([first]) => first ?? []);
  // nothing: it was ticked when the sheet opened, and is not any more.
  const ordersOf = (order: StaffOrder) => byBusiness.get(order.partner.id) ?? [order];
  const namesOf = (order: StaffOrder) =>
    ordersOf(order)
      .map(({ reference, id }) => reference ?? id)
      .join(', ');
  const orderLinesOf = (order: StaffOrder) => `\n\n${words.letterOrders(namesOf(order))}`;
  const longest = Math.max(0, ...firsts.map((order) => orderLinesOf(order).length));
  const businesses: Bulk<StaffOrder> = {
    ...{ ...bulk, rows: firsts },
    nameOf: (order) => `${order.partner.name}: ${namesOf(order)}`,
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
      reasonMax={messageLengthMax - longest}
      call="POST /tickets"
      send={(order, once, text) => {
        const body = {
          ...{ partner_id: order.partner.id, topic: 'order' as const, order_id: order.id },
          subject: words.letterSubject(order.sku, ordersOf(order).length),
          text: text + orderLinesOf(order),
        };
        return sendOnce('POST /tickets', { body }, once);
      }}
      done={() => words.written}
      button={{ variant: 'filled' }}
    />
  );
}
