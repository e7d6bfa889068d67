import type { QueryClient } from '@tanstack/react-query';
import { hasUnsaved } from '../form/unsaved.ts';
import { readings } from '../http/reading.ts';
import type { News } from './follow.ts';

/** How often it is looked whether the person has finished. */
const LOOK_MS = 200;

/**
 * Reads again what the news name: what is on the screen at once, the rest when it is opened. News that come meanwhile wait for the end of
 * that, so that a page with much news is neither starved nor floods the server. While a dialog is open or a form is half-typed they wait as well:
 * what a person is about to answer does not change or vanish under their hands, and the server refuses what is not true any more.
 */
export function refresher(client: QueryClient): (news: News) => void {
  let waiting = new Set<string>();
  let everythingBefore: number | null = null;
  let isBusy = false;
  // A hidden page reads again when it is looked at.
  const refetchType = () => (document.hidden ? ('none' as const) : ('active' as const));
  const work = async () => {
    isBusy = true;
    while (waiting.size > 0 || everythingBefore !== null) {
      await untilFree();
      const [names, before] = [waiting, everythingBefore];
      waiting = new Set();
      everythingBefore = null;
      await client.invalidateQueries({
        queryKey: readings(),
        predicate: ({ queryKey, state }) =>
          names.has(String(queryKey[1])) || (before !== null && state.dataUpdatedAt < before),
        refetchType: refetchType(),
      });
    }
    isBusy = false;
  };
  return (news) => {
    if (news === 'everything') everythingBefore = Date.now();
    else for (const name of news) waiting.add(name);
    if (!isBusy) void work();
  };
}

async function untilFree(): Promise<void> {
  while (hasUnsaved() || document.querySelector('[role="dialog"]') !== null) {
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
}
