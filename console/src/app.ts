import { todayLists } from '@psnb2b/contract/states';
import type { AppParts } from '@psnb2b/ui';
import { acts } from './acts.ts';
import { client, useRead } from './client.ts';
import { historyLink } from './history-link.tsx';
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
  about: historyLink,
  files: import.meta.glob('./pages/*/*Page.tsx'),
  useCounts: (me) => {
    const enabled = me.may.includes('getToday');
    return useRead('/today', {}, { enabled, refetchInterval: COUNTS_MS }).data;
  },
  countLists: todayLists,
  acts,
  search: async (words, me) => (await import('./search.ts')).search(words, me),
};
