import { take } from '@psnb2b/ui';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../client.ts';
import { inEitherMode } from '../../in-either-mode.ts';

/** Reads an order by its id alone. */
export function useOrder(order_id: string) {
  const path = { order_id };
  return useQuery({
    ...read('/orders/{order_id}', { path }),
    queryFn: () =>
      inEitherMode((mode) =>
        take(api.GET('/orders/{order_id}', { params: { path, query: { mode } } })),
      ),
  });
}
