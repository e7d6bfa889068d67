import { take } from '@psnb2b/ui';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../client.ts';
import { inEitherMode } from '../../in-either-mode.ts';

/** Reads a claim by its id alone. */
export function useClaim(claim_id: string) {
  const path = { claim_id };
  return useQuery({
    ...read('/claims/{claim_id}', { path }),
    queryFn: () =>
      inEitherMode((mode) =>
        take(api.GET('/claims/{claim_id}', { params: { path, query: { mode } } })),
      ),
  });
}

/** Reads which codes of an order can be claimed; nothing while its id is still being typed. */
export function useClaimable(order_id: string, isWhole: boolean) {
  const path = { order_id };
  return useQuery({
    ...read('/orders/{order_id}/claimable', { path }),
    queryFn: () =>
      inEitherMode((mode) =>
        take(api.GET('/orders/{order_id}/claimable', { params: { path, query: { mode } } })),
      ),
    enabled: isWhole,
  });
}
