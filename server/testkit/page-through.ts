/**
 * Reads a list from beginning to end as a client does, so many rows at a time. `find` returns one row more than the
 * limit if there are more; `last` is the last row of the previous page.
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
