const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Reads `90`, `30s`, `15m`, `2h`, `8d`, or several as in `1d12h`, as seconds; null for anything else, and for 0. */
export function secondsOf(text: string): number | null {
  if (!/^(?:\d{1,8}|(?:\d{1,8}[dhms]){1,4})$/.test(text)) return null;
  const seconds = [...text.matchAll(/(\d+)([dhms]?)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit || 's'] ?? 1),
    0,
  );
  return seconds > 0 ? seconds : null;
}

/** The same in words that `secondsOf` reads. */
export function durationOf(seconds: number): string {
  let left = seconds;
  const parts = Object.entries(UNITS)
    .reverse()
    .map(([unit, size]) => {
      const count = Math.floor(left / size);
      left -= count * size;
      return count === 0 ? '' : `${count}${unit}`;
    });
  return parts.join('') || '0s';
}
