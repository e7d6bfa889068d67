/** The day of a moment, as YYYY-MM-DD: UTC, as everything that resets daily. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
