import type { PortalWebhookDelivery } from '@psnb2b/contract';
import { midnight } from '../../midnight.ts';

/** The filters of the list of deliveries, as its address has them. */
export const DELIVERY_FILTERS = ['status', 'type', 'endpoint_id', 'from', 'to', 'mode'] as const;
type DeliveryFilters = Readonly<Partial<Record<(typeof DELIVERY_FILTERS)[number], string>>>;

/** The filters as the call takes them; days are the reader's, both of them included. */
export function queryOf({ status, type, endpoint_id, from, to, mode }: DeliveryFilters) {
  const begin = midnight(from, 0);
  const end = midnight(to, 1);
  return {
    ...(status && { status: status as PortalWebhookDelivery['status'] }),
    ...(type && { type: type as PortalWebhookDelivery['type'] }),
    ...(endpoint_id && { endpoint_id }),
    ...(begin && { created_from: begin.toISOString() }),
    ...(end && { created_before: end.toISOString() }),
    ...(mode && { mode: mode as 'live' | 'test' }),
  };
}
