import { read } from '../../client.ts';
import { useInEitherMode } from '../../in-either-mode.ts';

/** Reads an order by its id alone. */
export function useOrder(order_id: string) {
  return useInEitherMode((query) => read('/orders/{order_id}', { path: { order_id }, query }));
}
