/** A share in basis points, rounded down, so that a margin is never shown larger than it is. */
export function shareOf(part: number, whole: number): number {
  return Math.floor((part * 10_000) / whole);
}
