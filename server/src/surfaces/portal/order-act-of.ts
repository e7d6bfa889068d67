import type { Db } from '../../kit/database/index.ts';
import type { OrderAct } from '../../orders/index.ts';
import type { PortalCall } from '../calls.ts';
import { tenantOfCall } from './tenant-of-call.ts';

type ActCall = PortalCall<'confirmOrder'> | PortalCall<'cancelOrder'> | PortalCall<'returnCodes'>;

/** What a person asks to be done to an order. */
export async function orderActOf(db: Db, call: ActCall): Promise<OrderAct> {
  return {
    tenant: await tenantOfCall(db, call),
    orderId: call.params.order_id,
    idempotency: call.idempotency,
    by: call.by,
  };
}
