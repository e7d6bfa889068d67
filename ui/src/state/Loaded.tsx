import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useStepUp } from '../act/step-up-context.ts';
import { toFailure } from '../http/failure.ts';
import { FailureNote } from './FailureNote.tsx';
import { Loading } from './Loading.tsx';
import { Missing } from './Missing.tsx';

const NOT_FOUND = 404;

/**
 * Shows a query's data when it has arrived; until then that it loads, or why it failed. If the server requires a proof
 * first, a retry asks for it.
 */
export function Loaded<Data>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  const prove = useStepUp();
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    const failure = toFailure(query.error);
    if (failure.status === NOT_FOUND) return <Missing />;
    const isUnproven = failure.code === 'step_up_required';
    const again = async () => (!isUnproven || (await prove())) && query.refetch();
    // Trying again helps nobody whose role does not allow it.
    const isRefused = failure.code === 'role_missing';
    return <FailureNote failure={failure} {...(!isRefused && { onAgain: again })} />;
  }
  return <Loading />;
}
