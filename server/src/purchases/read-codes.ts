import { type OrderCode, orderCodesCsvColumns } from '@psnb2b/contract';
import { csvLine } from '../kit/csv/index.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { type OrderParts, readCodes } from '../orders/index.ts';
import { readPurchase } from './read-purchase.ts';

export interface CodesOfOrder {
  readonly orderId: string;
  readonly codes: readonly OrderCode[];
}

/**
 * Reads all codes of the delivered orders of a purchase, order by order, each recorded before its codes are opened; `leftOut` counts
 * its other orders. Without a delivered one: `order_not_delivered`.
 */
export async function readPurchaseCodes(
  parts: OrderParts,
  tenant: TenantRef,
  purchaseId: string,
  reader: Parameters<typeof readCodes>[4],
): Promise<{ readonly read: readonly CodesOfOrder[]; readonly leftOut: number }> {
  const { reads } = parts.database;
  const { lines } = await readPurchase(reads, tenant, purchaseId, parts.catalog.product);
  const orders = lines.flatMap(({ order }) => order ?? []);
  const delivered = orders.filter(({ progress }) => progress.status === 'delivered');
  if (delivered.length === 0) {
    const detail = 'No order of this purchase is delivered.';
    throw new Refusal('order_not_delivered', { order_status: 'pending' }, { detail });
  }
  const read: CodesOfOrder[] = [];
  for (const { terms } of delivered) {
    const codes = await readCodes(parts, tenant, terms.orderId, null, reader);
    read.push({ orderId: terms.orderId, codes });
  }
  return { read, leftOut: orders.length - delivered.length };
}

/** One line for each code: its order, then the columns of the codes of an order. */
export function purchaseCodesCsv(read: readonly CodesOfOrder[]): string {
  const lines = read.flatMap(({ orderId, codes }) =>
    codes.map((code) =>
      csvLine(
        [
          formatId('ord', orderId),
          ...orderCodesCsvColumns.map((column) => code[column as keyof OrderCode]),
        ],
        {},
      ),
    ),
  );
  return csvLine(['order_id', ...orderCodesCsvColumns]) + lines.join('');
}
