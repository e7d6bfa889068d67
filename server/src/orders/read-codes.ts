import type { OrderCode } from '@psnb2b/contract';
import type { TenantRef } from '../kit/tenant-ref.ts';
import type { OrderParts } from './parts.ts';
import { type CodesNamed, readSomeCodes } from './read-some.ts';
import { type Reader, revealCodes } from './reveal-codes.ts';

/**
 * Reads the named codes of a delivered order, or all of them: the one way by which codes leave the server, whoever reads them. A
 * reading is recorded before a code is opened.
 */
export function readCodes(
  parts: OrderParts,
  tenant: TenantRef,
  orderId: string,
  named: CodesNamed | null,
  reader: Reader,
): Promise<OrderCode[]> {
  return named
    ? readSomeCodes(parts, tenant, orderId, named, reader)
    : revealCodes(parts, tenant, orderId, reader);
}
