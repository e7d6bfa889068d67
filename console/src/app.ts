import { type AppParts, type Found, take } from '@psnb2b/ui';
import { api, client, useRead } from './client.ts';
import { groups, pages, to } from './pages.ts';
import { text } from './text.ts';

/** How often the counts in the navigation are read. */
const COUNTS_MS = 60_000;

export const app: AppParts = {
  name: text.app,
  client,
  pages,
  groups,
  to,
  broken: text.broken,
  files: import.meta.glob('./pages/*/*Page.tsx'),
  useCounts: (me) => {
    const enabled = me.may.includes('getToday');
    return useRead('/today', {}, { enabled, refetchInterval: COUNTS_MS }).data;
  },
  search: searchPartners,
};

async function searchPartners(words: string): Promise<readonly Found[]> {
  const { data } = await take(
    api.GET('/partners', { params: { query: { q: words.slice(0, 100), limit: 8 } } }),
  );
  return data.map(({ id, name, email }) => ({ to: to.partner(id), title: name, line: email }));
}
