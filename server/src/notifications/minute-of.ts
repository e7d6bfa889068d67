/** A time as a person reads it in a sentence: `2026-11-28 10:45 UTC`. */
export function minuteOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
