import type { ListState } from '@psnb2b/ui';

/** What the address of the page says: the days, the grouping, the filters and the order. */
export const SALES_FILTERS = [
  ...(['range', 'from', 'to', 'by', 'region', 'sku', 'partner_id', 'supplier_id'] as const),
  ...(['tier', 'currency', 'sort'] as const),
];
export type SalesState = ListState<(typeof SALES_FILTERS)[number]>;
