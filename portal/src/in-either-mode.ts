import { toFailure, useTestEdge } from '@psnb2b/ui';
import { useQuery } from '@tanstack/react-query';

type Mode = 'live' | 'test';
type Reads = (...context: never[]) => unknown;

/** What a query reads. */
type DataOf<Query> = Query extends { readonly queryFn?: infer Fn }
  ? Extract<Fn, Reads> extends (...context: never[]) => infer Read
    ? Awaited<Read>
    : never
  : never;

interface Options<Data> {
  readonly enabled?: boolean;
  /** When it is read again, in milliseconds; false: only after an act. */
  readonly again?: (data: Data | undefined) => number | false;
}

/**
 * Reads something by its id alone, which does not show its mode: what is not found in live mode is looked up in test mode.
 * `useInEitherMode((query) => read('/orders/{order_id}', { path, query }))`.
 */
export function useInEitherMode<
  Query extends { readonly queryKey: readonly unknown[]; readonly queryFn?: unknown },
>(
  of: (query: { mode?: Mode }) => Query,
  { enabled = true, again = () => false }: Options<DataOf<Query>> = {},
) {
  const readIn = (mode: Mode) => (of({ mode }).queryFn as () => Promise<DataOf<Query>>)();
  const found = useQuery<DataOf<Query>>({
    queryKey: of({}).queryKey,
    queryFn: async () => {
      try {
        return await readIn('live');
      } catch (error) {
        if (toFailure(error).status !== 404) throw error;
        return readIn('test');
      }
    },
    enabled,
    refetchInterval: (query) => again(query.state.data),
  });
  useTestEdge((found.data as { readonly mode?: Mode } | undefined)?.mode === 'test');
  return found;
}
