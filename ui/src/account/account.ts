import type { accountOperations, Me, PathsOf, Proof } from '@psnb2b/contract';
import { hashKey, type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { take } from '../http/create-api.ts';
import type { Calls } from '../http/create-calls.ts';
import { Failure } from '../http/failure.ts';
import { readingKey, readings } from '../http/reading.ts';
import { dropKept } from './kept.ts';

export type AccountCalls = Calls<PathsOf<typeof accountOperations>>;
export type AccountApi = AccountCalls['api'];
export type { Me, Proof };

/** What the account pages need to know of their app. */
export interface Account extends AccountCalls {
  readonly app: string;
  /** The stream that notifies of changes. */
  readonly liveUrl: string;
  readonly to: {
    readonly home: string;
    readonly signIn: string;
    readonly forgot: string;
    readonly enrol: string;
    readonly account: string;
    readonly notifications: string;
    /** Looks up a code by its text, which is sent in a body. */
    readonly findCode: string;
    /** Only if anybody may register. */
    readonly signUp?: string;
  };
  /** Confirms a registration, in the app that has one. */
  readonly confirmSignUp?: (token: string, password: string) => Promise<Me>;
}

export const AccountContext = createContext<Account | null>(null);

export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error('an app wraps its pages in an AccountContext');
  return account;
}

const ME = readingKey('/me');

/** Reads the person who is signed in; null if nobody is. */
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

/** Provided by what leads to the sign-in: a page that is about to close, after a sign-out, still has its person. */
export const MeContext = createContext<Me | null>(null);

/** Returns the person of a page that is only shown to people who are signed in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('this page is behind the sign-in');
  return me;
}

/** Drops everything that was read in the previous session, and what others have begun in this tab. */
export function useSetMe(): (me: Me | null) => void {
  const client = useQueryClient();
  return (me) => {
    dropKept(sessionStorage, me);
    client.removeQueries({
      queryKey: readings(),
      predicate: ({ queryHash }) => queryHash !== hashKey(ME),
    });
    client.setQueryData(ME, me);
  };
}

export function forgetMe(client: QueryClient): void {
  client.setQueryData(ME, null);
}

/** Proves who is acting, by a password or a code. */
export function proofOf(
  method: 'password' | 'totp' | 'recovery_code' | 'passkey',
  value: string,
): Proof {
  return method === 'password' ? { method, password: value } : { method, code: value };
}
