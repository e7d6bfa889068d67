const MONTHS_SHOWN = 24;
const FIRST_YEAR = 2026;

/** The months that can be chosen, newest first: `2026-11` and its name. */
export function monthsUntil(now: Date): Readonly<Record<string, string>> {
  const months = Array.from({ length: MONTHS_SHOWN }, (_, ago) => {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago));
    const month = first.toISOString().slice(0, 'YYYY-MM'.length);
    return [month, monthName(month)] as const;
  });
  return Object.fromEntries(months);
}

export function monthName(month: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The years that can be chosen, the present one first. */
export function yearsUntil(now: Date): Readonly<Record<string, string>> {
  const years = Array.from({ length: now.getUTCFullYear() - FIRST_YEAR + 1 }, (_, ago) =>
    String(now.getUTCFullYear() - ago),
  );
  return Object.fromEntries(years.map((year) => [year, year]));
}

/** `2026-12-15` as `15 Dec 2026`. */
export function dayName(day: string): string {
  const format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(`${day}T00:00:00Z`));
}
