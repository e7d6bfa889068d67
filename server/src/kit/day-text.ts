/** A day, `2026-12-15`, as `15 Dec 2026` or `15 December 2026`. */
export function dayText(day: string, month: 'short' | 'long' = 'short'): string {
  const format = { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(`${day}T00:00:00Z`));
}
