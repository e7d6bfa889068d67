/**
 * Returns the rows of a list, and in the places that they had in `before` those rows whose keys are held, although they have left the list: a
 * dialog is open about them.
 */
export function withHeld<Row>(
  rows: readonly Row[],
  before: readonly Row[],
  held: ReadonlySet<string>,
  keyOf: (row: Row) => string,
): readonly Row[] {
  if (held.size === 0) return rows;
  const present = new Set(rows.map(keyOf));
  const all = [...rows];
  before.forEach((row, index) => {
    const key = keyOf(row);
    if (held.has(key) && !present.has(key)) all.splice(index, 0, row);
  });
  return all;
}
