import { take, toFailure } from '@psnb2b/ui';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../client.ts';

/** A claim by its id alone. */
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

/** What of an order can be claimed; nothing is read while its id is still being typed. */
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

/** An id says nothing of its mode: what is not among the live ones is looked for among the test ones. */
async function inEitherMode<Data>(look: (mode: 'live' | 'test') => Promise<Data>): Promise<Data> {
  try {
    return await look('live');
  } catch (error) {
    if (toFailure(error).status !== 404) throw error;
    return look('test');
  }
}
