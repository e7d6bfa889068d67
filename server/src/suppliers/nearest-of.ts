/** A name counts as a mistyped other one if at most a third of its characters are wrong. */
const WRONG_MAX = 1 / 3;

/** The name that is most similar to this text; null if none is similar enough. For texts of at most some 200 characters. */
export function nearestOf<Named extends { readonly name: string }>(
  text: string,
  all: readonly Named[],
): Named | null {
  const wanted = plain(text);
  let nearest: Named | null = null;
  let least = Math.floor(wanted.length * WRONG_MAX) + 1;
  for (const each of all) {
    const name = plain(each.name);
    const isPart = wanted.length > 2 && (name.includes(wanted) || wanted.includes(name));
    const slips = isPart ? 1 : slipsBetween(wanted, name);
    if (slips >= least) continue;
    least = slips;
    nearest = each;
  }
  return nearest;
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().slice(0, 200);
}

/** Number of characters to add, drop, change or swap with their neighbour (optimal string alignment distance). */
function slipsBetween(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line[column] = Math.min(
        at(last, column) + 1,
        at(line, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, line];
  }
  return at(last, other.length);
}

function at(line: readonly number[], column: number): number {
  return line[column] ?? Number.POSITIVE_INFINITY;
}
