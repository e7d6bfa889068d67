import { queryOptions } from '@tanstack/react-query';
import { meQuery } from '../account/account.ts';
import type { Sent } from '../http/call-types.ts';
import { take } from '../http/create-api.ts';
import { readingKey } from '../http/reading.ts';
import type { EarlyRead, PageTable } from '../pages/page-table.ts';
import type { createClient } from './create-client.ts';

interface Parts {
  readonly pages: PageTable;
  readonly early?: readonly EarlyRead[];
  readonly client: Pick<
    ReturnType<typeof createClient>,
    'webApp' | 'account' | 'queryClient' | 'any'
  >;
}

/**
 * Keeps what the first page reads before the page asks for it, so that a page whose replies are there is drawn once and whole, not first with
 * gaps that are filled later. `early.js` has asked for the same.
 */
export function readEarly({ pages, early = [], client }: Parts): void {
  const { webApp, account, queryClient, any } = client;
  // Only for who may be signed in.
  if (document.querySelector('meta[name="early"]') === null) return;
  void queryClient.prefetchQuery(meQuery(account.api));
  if (location.search !== '') return;
  const here = location.pathname.slice(`/${webApp}`.length).replace(/\/$/, '') || '/';
  const page = Object.values(pages).find((each) => each.path === here);
  for (const { path, query } of [...early, ...(page?.early ?? [])]) {
    const sent = { ...(query && { query }) } as Sent;
    const queryKey = readingKey(path, sent);
    const queryFn = () => take(any.GET(path, { params: { query: { ...query } } }));
    void queryClient.prefetchQuery(queryOptions({ queryKey, queryFn }));
  }
}
