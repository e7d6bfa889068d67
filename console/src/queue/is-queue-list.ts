import { todayLists } from '@psnb2b/contract/states';

/** How rows are shown, not which ones. */
const BESIDE: readonly string[] = ['mode', 'sort'];

/** Whether filters are exactly those of the list behind a count of Today: then an empty list means that nothing waits. */
export function isQueueList(
  filters: Readonly<Record<string, string | undefined>>,
  name: keyof typeof todayLists,
): boolean {
  const which = (all: object) =>
    Object.entries(all).filter(([key, value]) => value !== undefined && !BESIDE.includes(key));
  const wanted = which(todayLists[name].query);
  return (
    which(filters).length === wanted.length &&
    wanted.every(([key, value]) => filters[key] === value)
  );
}
