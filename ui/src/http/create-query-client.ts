import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { toFailure } from './failure.ts';

const FRESH_MS = 5_000;
const TRIES_MAX = 2;

/**
 * Reads are repeated if a second try may help; acts never are. `onSignedOut` is called when the server no longer knows
 * the session.
 */
export function createQueryClient(onSignedOut: (client: QueryClient) => void): QueryClient {
  const onError = (error: unknown) => {
    if (toFailure(error).code === 'session_required') onSignedOut(client);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (count, error) => {
          const { status } = toFailure(error);
          return count < TRIES_MAX && (status === 0 || status >= 500);
        },
      },
      mutations: { retry: false },
    },
  });
  return client;
}
