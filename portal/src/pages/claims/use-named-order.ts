import type { Order } from '@psnb2b/contract';
import type { OrderStatus } from '@psnb2b/contract/states';
import { take, useSettled } from '@psnb2b/ui';
import { useQuery } from '@tanstack/react-query';
import { api, read, useRead } from '../../client.ts';
import { isOrderId } from './claim-form.ts';
import { useClaimable } from './read-claim.ts';

const DELIVERED: OrderStatus[] = ['delivered'];
const REFERENCE_MAX = 64;
const LATEST = 20;

/**
 * The order that a text names: by our id, or by the partner's own number in full. Live orders come before test orders. `id` is
 * null until one is found.
 */
export function useNamedOrder(typed: string) {
  const text = useSettled(typed.trim());
  const isId = isOrderId(typed.trim());
  const isReference = !isId && text !== '' && text.length <= REFERENCE_MAX;
  const query = { search: text, status: DELIVERED };
  const named = useQuery({
    ...read('/orders', { query }),
    queryFn: async () => {
      const live = await take(api.GET('/orders', { params: { query } }));
      if (live.data.length > 0) return live;
      return take(api.GET('/orders', { params: { query: { ...query, mode: 'test' } } }));
    },
    enabled: isReference,
  });
  const id = isId ? typed.trim() : (named.data?.data[0]?.id ?? null);
  const isNone = isReference && named.data?.data.length === 0;
  return { id, isNone, claimable: useClaimable(id ?? '', id !== null) };
}

/** The latest delivered orders, to choose from. */
export function useLatestOrders(): readonly Order[] {
  const query = { status: DELIVERED, limit: LATEST };
  return useRead('/orders', { query }).data?.data ?? [];
}
