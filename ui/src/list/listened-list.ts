/** What this needs of an element of the page. */
interface Holder<Inner> {
  readonly contains: (inner: Inner | null) => boolean;
}

/** Which list of a page `j` and `k` move through: the one with the focus, else the first. */
export function listenedList<Inner, List extends Holder<Inner>>(
  lists: readonly List[],
  focus: Inner | null,
): List | undefined {
  return (focus === null ? undefined : lists.find((list) => list.contains(focus))) ?? lists[0];
}
