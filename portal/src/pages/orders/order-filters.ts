import type { OrderSort } from '@psnb2b/contract';
import type { OrderStatus } from '@psnb2b/contract/states';
import { midnight } from '@psnb2b/ui/days';

/** The filters of the list of orders, as its address has them. */
export const ORDER_FILTERS = [
  ...(['search', 'status', 'sku', 'region', 'bought_by', 'when', 'from', 'to'] as const),
  ...(['mode', 'sort'] as const),
];
export type OrderFilters = Readonly<Partial<Record<(typeof ORDER_FILTERS)[number], string>>>;

/**
 * The filters as the call takes them. Days are the reader's: `from` begins at its midnight, `to` ends at the next one, and they are those
 * of the order, or with `when=delivered` of its delivery. A moment that a limit names is not included, so the first millisecond of a
 * day needs a limit before it. `sku` names products, separated by commas or blanks.
 */
export function queryOf(filters: OrderFilters) {
  const { from, to, when, status, mode, search, sku, region, bought_by } = filters;
  const begin = midnight(from, 0);
  const end = midnight(to, 1);
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

/** The same for the list, which can be sorted. */
export function sortedQueryOf(filters: OrderFilters) {
  const { sort } = filters;
  return { ...queryOf(filters), ...(sort && { sort: sort as OrderSort }) };
}

/** The same as the query of an address; a value that repeats does so there, too. */
export function exportQuery(filters: OrderFilters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(queryOf(filters))) {
    for (const each of [value].flat()) query.append(name, each);
  }
  return String(query);
}
