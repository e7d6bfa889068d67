import type { accountOperations, Me, PathsOf, Proof } from '@psnb2b/contract';
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Client } from 'openapi-fetch';
import { createContext, useContext } from 'react';
import { take } from '../http/create-api.ts';
import { Failure } from '../http/failure.ts';

export type AccountApi = Client<PathsOf<typeof accountOperations>>;
export type { Me, Proof };

/** What the pages about an account need to know of the app that they are in. */
export interface Account {
  readonly app: string;
  readonly api: AccountApi;
  readonly to: {
    readonly home: string;
    readonly signIn: string;
    readonly forgot: string;
    readonly enrol: string;
    /** Only where anybody may register. */
    readonly signUp?: string;
  };
}

export const AccountContext = createContext<Account | null>(null);

export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error('an app wraps its pages in an AccountContext');
  return account;
}

const ME = ['me'] as const;

/** Who is signed in; null when nobody is. */
export function meQuery(api: AccountApi) {
  return queryOptions({
    queryKey: ME,
    queryFn: async (): Promise<Me | null> => {
      try {
        return await take(api.GET('/me'));
      } catch (error) {
        if (error instanceof Failure && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

/** The person of a page that is only shown to somebody who is signed in. */
export function useMe(): Me {
  const { data } = useQuery(meQuery(useAccount().api));
  if (!data) throw new Error('this page is behind the sign-in');
  return data;
}

/** Everything that was read belonged to the session before. */
export function useSetMe(): (me: Me | null) => void {
  const client = useQueryClient();
  return (me) => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
    client.setQueryData(ME, me);
  };
}

export function forgetMe(client: QueryClient): void {
  client.setQueryData(ME, null);
}

/** Proves by a password or a code. */
export function proofOf(
  method: 'password' | 'totp' | 'recovery_code' | 'passkey',
  value: string,
): Proof {
  return method === 'password' ? { method, password: value } : { method, code: value };
}
