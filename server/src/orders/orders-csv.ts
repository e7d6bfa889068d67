import { type Order, ordersCsvColumns } from '@psnb2b/contract';
import { type CsvForm, csvLine } from '../kit/csv/index.ts';
import type { Db } from '../kit/database/index.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { listOrders, type OrderFilters, orderBody, type ProductLookup } from './store.ts';

/** Orders that are in memory at once. */
const PAGE = 1_000;

/**
 * The list of orders as CSV, in pieces: every order that matches, newest first, however many there are. The next piece is read when
 * the last one was taken, so a reader who is slow or gone costs nothing. Contains no code.
 */
export async function* ordersCsv(
  db: Db,
  tenant: TenantRef,
  filters: Omit<OrderFilters, 'limit' | 'behind'>,
  products: ProductLookup,
  form: CsvForm,
): AsyncGenerator<Buffer> {
  yield Buffer.from(csvLine(ordersCsvColumns));
  let behind: string | null = null;
  for (;;) {
    const found = await listOrders(db, tenant, { ...filters, behind, limit: PAGE }, products);
    const lines = found.map((order) => csvLine(cellsOf(orderBody(order)), form));
    if (lines.length > 0) yield Buffer.from(lines.join(''));
    behind = found.at(-1)?.terms.orderId ?? null;
    if (found.length < PAGE) return;
  }
}

function cellsOf(order: Order): unknown[] {
  return ordersCsvColumns.map((column) =>
    column === 'failure' ? order.failure?.code : order[column],
  );
}
