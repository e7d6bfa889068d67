/**
 * Reads a list from its beginning to its end as a client does, so many rows at a time. `find` gives one row more than
 * the limit where there are more; `last` is the last row of the page before.
 */
export async function pageThrough<Row>(
  limit: number,
  find: (last: Row | undefined) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const all: Row[] = [];
  for (;;) {
    const found = await find(all.at(-1));
    all.push(...found.slice(0, limit));
    if (found.length <= limit) return all;
  }
}
