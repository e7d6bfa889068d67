import { read } from '../../client.ts';
import { useInEitherMode } from '../../in-either-mode.ts';

/** Reads a claim by its id alone. */
export function useClaim(claim_id: string) {
  return useInEitherMode((query) => read('/claims/{claim_id}', { path: { claim_id }, query }));
}

/** Reads which codes of an order can be claimed; nothing while its id is still being typed. */
export function useClaimable(order_id: string, isWhole: boolean) {
  return useInEitherMode(
    (query) => read('/orders/{order_id}/claimable', { path: { order_id }, query }),
    { enabled: isWhole },
  );
}
