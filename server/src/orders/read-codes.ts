import type { OrderCode } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { readingUnknown } from '../kit/gaps/index.ts';
import { parseId } from '../kit/ids.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import type { OrderParts } from './parts.ts';
import { type CodesNamed, readSomeCodes } from './read-some.ts';
import { type Reader, revealCodes } from './reveal-codes.ts';

/**
 * Reads the named codes of a delivered order, or all of them: the one way by which codes leave the server, whoever reads them. A
 * reading is recorded before a code is opened. While it is unknown what the tenant did since the backup that was restored, codes that
 * were not read before it are `unavailable`.
 */
export async function readCodes(
  parts: OrderParts,
  tenant: TenantRef,
  orderId: string,
  named: CodesNamed | null,
  reader: Reader,
): Promise<OrderCode[]> {
  const isInGap = parts.gaps.isOpen(tenant.tenantId);
  if (isInGap && (await wouldBeFirst(parts.database.reads, tenant, orderId, named))) {
    throw readingUnknown();
  }
  return named
    ? readSomeCodes(parts, tenant, orderId, named, reader)
    : revealCodes(parts, tenant, orderId, reader);
}

/** Whether any of these codes, or of all codes of the order, has never been read. */
async function wouldBeFirst(
  db: Db,
  { tenantId }: TenantRef,
  orderId: string,
  named: CodesNamed | null,
): Promise<boolean> {
  const ids = named?.ids.map((id) => parseId('cod', id)).filter((id) => id !== null) ?? null;
  const { rows } = await db.query(
    `SELECT FROM orders.orders o CROSS JOIN LATERAL orders.codes_of(ARRAY[o.order_id]) c
      WHERE o.tenant_id = $1 AND o.order_id = $2 AND NOT c.known AND NOT c.withdrawn
        AND ($3::uuid[] IS NULL OR c.code_id = ANY($3)) LIMIT 1`,
    [tenantId, orderId, ids],
  );
  return rows.length > 0;
}
