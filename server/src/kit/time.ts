export const SECOND_MS = 1000;
export const MINUTE_MS: number = 60 * SECOND_MS;
export const HOUR_MS: number = 60 * MINUTE_MS;
export const DAY_MS: number = 24 * HOUR_MS;

/** A time as replies say it (RFC 3339, UTC, with milliseconds); null stays null. */
export function isoOrNull(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}

let lastMs = Number.NaN;
let lastText = '';

/** The same, written once for all times of a millisecond that follow one another. */
export function isoText(time: Date): string {
  const ms = time.getTime();
  if (ms !== lastMs) {
    lastText = time.toISOString();
    lastMs = ms;
  }
  return lastText;
}
