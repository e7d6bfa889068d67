import type { OrderSort, OrderStatus } from '@psnb2b/contract';
import { midnight } from '../list/days.ts';

/** The filters that both apps have for orders, as the address of a list has them. */
export const ORDER_FILTERS = [
  ...(['search', 'status', 'sku', 'region', 'bought_by', 'when', 'from', 'to'] as const),
  ...(['mode', 'sort', 'zone'] as const),
];
export type OrderFilters = Readonly<Partial<Record<(typeof ORDER_FILTERS)[number], string>>>;

/**
 * The filters as the call takes them. Days are the reader's, or those of `zone`: `from` begins at its midnight, `to` ends at the next one, and they are those
 * of the order, or with `when=delivered` of its delivery. A moment that a limit names is not included, so the first millisecond of a
 * day needs a limit before it. `sku` names products, separated by commas or blanks.
 */
export function orderQueryOf(filters: OrderFilters) {
  const { from, to, when, status, mode, search, sku, region, bought_by, zone } = filters;
  const begin = midnight(from, 0, { zone });
  const end = midnight(to, 1, { zone });
  const after = begin && new Date(begin.getTime() - 1).toISOString();
  const before = end?.toISOString();
  const isDelivery = when === 'delivered';
  const skus = sku?.split(/[\s,;]/).filter((each) => each !== '');
  return {
    ...(search && { search }),
    ...(status && { status: status.split(',') as OrderStatus[] }),
    ...(skus && skus.length > 0 && { sku: skus }),
    ...(region && { region }),
    ...(bought_by && { bought_by }),
    ...(mode && { mode: mode as 'live' | 'test' }),
    ...(after && !isDelivery && { created_after: after }),
    ...(before && !isDelivery && { created_before: before }),
    ...(after && isDelivery && { delivered_after: after }),
    ...(before && isDelivery && { delivered_before: before }),
  };
}

/** The order of the list, as the call takes it. */
export function orderSortOf({ sort }: OrderFilters) {
  return sort ? { sort: sort as OrderSort } : {};
}

/** A query as the text of an address; a value that repeats does so there, too. */
export function queryText(query: Readonly<Record<string, string | readonly string[]>>): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) text.append(name, each);
  }
  return String(text);
}
