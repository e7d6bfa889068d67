import type { StaffOrder } from '@psnb2b/contract';
import { messageLengthMax } from '@psnb2b/contract/states';
import { words } from './words.ts';

type Named = Pick<StaffOrder, 'id' | 'reference'>;

/** The orders by the names that their business knows. */
export function namesOf(orders: readonly Named[]): string {
  return orders.map(({ reference, id }) => reference ?? id).join(', ');
}

/** What follows the text of a letter: the names of all of its orders. */
export function orderLinesOf(orders: readonly Named[]): string {
  return `\n\n${words.letterOrders(namesOf(orders))}`;
}

/** The most characters that a text may have which is written to several businesses, so that the names of the orders of each fit below it. */
export function letterRoom(businesses: Iterable<readonly Named[]>): number {
  return (
    messageLengthMax - Math.max(0, ...Array.from(businesses, (each) => orderLinesOf(each).length))
  );
}
