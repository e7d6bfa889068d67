/** As programs write a time, and as our letters do: `2026-11-29T12:30:00Z`, `2026-11-29 12:30 UTC`. */
const INSTANT = /(\d{4}-\d\d-\d\d(?:T[\d:.]+Z| \d\d:\d\d UTC))/;

/** Returns a sentence in parts: texts, and between them times, RFC 3339 in UTC. */
export function splitAtInstants(text: string): readonly ({ text: string } | { at: string })[] {
  // Every other part is a match of the pattern.
  return text
    .split(INSTANT)
    .map((part, index) =>
      index % 2 === 0 ? { text: part } : { at: part.replace(' UTC', ':00Z').replace(' ', 'T') },
    );
}
