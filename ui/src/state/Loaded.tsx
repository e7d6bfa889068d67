import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toFailure } from '../http/failure.ts';
import { FailureNote } from './FailureNote.tsx';
import { Loading } from './Loading.tsx';

/** A query's data once it is there; until then that it loads, or why it does not. */
export function Loaded<Data>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    return <FailureNote failure={toFailure(query.error)} onAgain={() => query.refetch()} />;
  }
  return <Loading />;
}
