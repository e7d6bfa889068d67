import type { ClaimableOrder } from '@psnb2b/contract';
import { Facts, FailureNote, Loading, Time, toFailure } from '@psnb2b/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { text } from '../../text.ts';
import { fileWords as words } from './words.ts';

/** The order that was named, so that the reader sees whether it is the right one; or why there is none. */
export function FoundOrder({
  query,
  isNone,
}: {
  readonly query: UseQueryResult<ClaimableOrder>;
  /** Nothing has the typed name. */
  readonly isNone: boolean;
}) {
  if (isNone) return <div role="status">{words.noOrder}</div>;
  if (query.error) return <FailureNote failure={toFailure(query.error)} kept />;
  if (query.isFetching && !query.data) return <Loading />;
  if (!query.data) return null;
  const { sku, quantity, reference, delivered_at, mode } = query.data;
  return (
    <Facts
      facts={[
        [words.product, sku],
        [words.quantity, quantity],
        [words.delivered, <Time key="delivered" at={delivered_at} />],
        [words.reference, reference],
        ...(mode === 'test' ? [[text.mode, text.modes.test] as const] : []),
      ]}
    />
  );
}
