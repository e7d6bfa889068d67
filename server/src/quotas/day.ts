/** The UTC day of an instant, as YYYY-MM-DD; everything that resets daily uses it. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
