import type { By } from '../kit/by.ts';
import type { Idempotency } from '../kit/http/index.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';

/** What a buyer asks to be done to one of its orders. */
export interface OrderAct {
  readonly tenant: TenantRef;
  readonly orderId: string;
  readonly idempotency: Idempotency | null;
  readonly by: By;
}
